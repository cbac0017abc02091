import { Link } from 'react-router';
import type { Order, OrderLine } from '@/api/generated';
import { tracksPlayed } from '@/features/player/playerSlice';
import { isBought } from '@/features/checkout/orderStatus';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration, formatMoney, plural } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlayIcon } from '@/ui/icons';
import { DownloadButton } from './DownloadButton';
import { lineTracks, orderTracks } from './orderTracks';

export function OrderLines({ order }: { order: Order }) {
  return (
    <ul className="mt-3 divide-y divide-line border-y border-line">
      {order.lines.map((line) => (
        <Line key={line.id} line={line} owned={isBought(order)} />
      ))}
    </ul>
  );
}

function Line({ line, owned }: { line: OrderLine; owned: boolean }) {
  const dispatch = useAppDispatch();
  const paid = line.unit_price.amount * line.quantity - line.discount.amount;
  const price = { ...line.unit_price, amount: paid };
  const place = line.kind === 'album' ? `/albums/${line.ref_id}` : `/tracks/${line.ref_id}`;
  const canHave = owned && line.downloadable;
  return (
    <li className="py-4">
      <div className="flex items-center gap-3">
        {line.cover_url && <Cover src={line.cover_url} size={64} />}
        <div className="min-w-0 flex-1">
          <p className="font-semibold break-words">
            <Link to={place} className="hover:underline">
              {line.title}
            </Link>
          </p>
          <p className="text-sm text-ink-2">
            {line.artist_name}
            {line.kind === 'album' && ` · ${plural(line.tracks.length, 'track')}`}
          </p>
        </div>
        <p className="text-sm tabular-nums">{formatMoney(price)}</p>
      </div>
      {canHave && (
        <div className="mt-3 flex flex-wrap gap-2 pl-19">
          <Button
            size="small"
            aria-label={`Play: ${line.title}`}
            onClick={() => dispatch(tracksPlayed(lineTracks(line)))}
          >
            <PlayIcon size={16} /> Play
          </Button>
          <DownloadButton of={{ what: line.kind, id: line.ref_id }} title={line.title}>
            {line.kind === 'album' ? 'Download album (ZIP)' : 'Download (FLAC)'}
          </DownloadButton>
        </div>
      )}
      {line.kind === 'album' && line.tracks.length > 0 && (
        <AlbumTracks line={line} canHave={canHave} />
      )}
    </li>
  );
}

function AlbumTracks({ line, canHave }: { line: OrderLine; canHave: boolean }) {
  const dispatch = useAppDispatch();
  return (
    <details className="mt-3 pl-19">
      <summary className="w-fit rounded py-1 text-sm font-semibold text-ink-2">
        {plural(line.tracks.length, 'track')}
        <span className="sr-only"> of {line.title}</span>
      </summary>
      <ol className="mt-2">
        {line.tracks.map((track, index) => (
          <li key={track.id} className="flex items-center gap-1 border-t border-line py-1 text-sm">
            <span className="w-7 shrink-0 text-right text-ink-2 tabular-nums">{index + 1}</span>
            <span className="min-w-0 flex-1 px-2 break-words">{track.name}</span>
            <span className="text-ink-2 tabular-nums">{formatDuration(track.duration_ms)}</span>
            {canHave && (
              <>
                <IconButton
                  label={`Play: ${track.name}`}
                  onClick={() => dispatch(tracksPlayed(lineTracks(line), index))}
                >
                  <PlayIcon size={16} />
                </IconButton>
                <DownloadButton of={{ what: 'track', id: track.id }} title={track.name} />
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function PlayOrderButton({ order, look }: { order: Order; look?: 'primary' | 'secondary' }) {
  const dispatch = useAppDispatch();
  const tracks = orderTracks(order);
  if (tracks.length === 0) return null;
  return (
    <Button look={look} size="large" onClick={() => dispatch(tracksPlayed(tracks))}>
      <PlayIcon size={18} /> Play now
    </Button>
  );
}

export function DownloadOrderButton({ order }: { order: Order }) {
  if (!order.lines.some((line) => line.downloadable)) return null;
  return (
    <DownloadButton of={{ what: 'order', id: order.id }} title={`order ${order.number}`}>
      Download everything (ZIP)
    </DownloadButton>
  );
}
