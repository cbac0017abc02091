import type { CatalogueAlbum, CatalogueArtist } from '@/api/generatedAdmin';
import { formatMoney } from '@/lib/format';
import { StateBadge } from '@/features/admin/ui/StateBadge';

/** What something costs now, beside what it costs without a sale. */
export function Price({
  now,
  regular,
}: {
  now: CatalogueAlbum['price'];
  regular: CatalogueAlbum['price'];
}) {
  if (now.amount >= regular.amount) return <span className="tabular-nums">{formatMoney(now)}</span>;
  return (
    <span className="tabular-nums">
      <s className="text-ink-3">
        <span className="sr-only">instead of </span>
        {formatMoney(regular)}
      </s>{' '}
      <strong>{formatMoney(now)}</strong>
    </span>
  );
}

export function ArtistState({ artist }: { artist: CatalogueArtist }) {
  if (artist.merged_into) return <StateBadge state="archived" label="Merged" />;
  if (artist.archived_at) return <StateBadge state="archived" />;
  return artist.on_sale ? (
    <StateBadge state="published" />
  ) : (
    <StateBadge state="draft" label="Nothing on sale" />
  );
}
