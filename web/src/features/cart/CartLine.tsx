import { Link } from 'react-router';
import type { CartItem } from '@/api/generated';
import { formatDate, formatMoney, plural } from '@/lib/format';
import { IconButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { TrashIcon } from '@/ui/icons';

const notices: Record<NonNullable<CartItem['notice']>, string> = {
  already_owned: 'You own this already: not charged',
  not_sold_here: 'Not sold in your country: not charged',
  in_album: 'Included in the album in your cart: not charged',
  withdrawn: 'No longer for sale: not charged',
};

const placeOf = ({ kind, id }: CartItem) => (kind === 'album' ? `/albums/${id}` : `/tracks/${id}`);

export function CartLine({
  item,
  onRemove,
  onLeave,
}: {
  item: CartItem;
  onRemove?: () => void;
  onLeave?: () => void;
}) {
  return (
    <li className="flex items-start gap-3 py-3">
      {item.cover_url && <Cover src={item.cover_url} size={56} />}
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words">
          <Link to={placeOf(item)} onClick={onLeave} className="hover:underline">
            {item.title}
          </Link>
        </p>
        <p className="text-sm text-ink-2">
          {item.kind === 'album' ? `Album, ${plural(item.track_count, 'track')}` : 'Track'}
          {item.artist_name && ` · ${item.artist_name}`}
        </p>
        {item.release_at && !item.notice && (
          <p className="text-sm text-ink-2">
            Pre-order, comes out on {formatDate(item.release_at)}
          </p>
        )}
        {item.notice && (
          <p className="mt-1 w-fit rounded-lg bg-warn-soft px-2 py-1 text-xs font-semibold text-warn">
            {notices[item.notice]}
          </p>
        )}
      </div>
      <Price item={item} />
      {onRemove && (
        <IconButton label={`Remove ${item.title}`} size="small" onClick={onRemove}>
          <TrashIcon size={18} />
        </IconButton>
      )}
    </li>
  );
}

function Price({ item }: { item: CartItem }) {
  const isReduced = item.list_price.amount > item.price.amount;
  if (item.notice) return <s className="text-sm text-ink-3">{formatMoney(item.list_price)}</s>;
  return (
    <p className="text-right text-sm tabular-nums">
      {isReduced && (
        <s className="block text-ink-3">
          <span className="sr-only">Instead of </span>
          {formatMoney(item.list_price)}
        </s>
      )}
      <strong>{formatMoney(item.price)}</strong>
    </p>
  );
}
