import { Link, useNavigate } from 'react-router';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import { formatDateTime, plural } from '@/lib/format';
import { LinkButton } from '@/ui/Button';
import { ChevronRightIcon } from '@/ui/icons';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import { DropZone } from './DropZone';
import { formatNames, services } from './fields';
import { isMoving, rowsOf, useImportsQuery } from './transferApi';
import type { Import } from './types';

/** So often a list with running imports looks again. */
const pollMs = 2000;

export default function ImportsPage() {
  const navigate = useNavigate();
  return (
    <LibraryLayout
      title="Import"
      about="Bring your music, ratings, plays and playlists from anywhere."
      actions={<LinkButton to="/library/export">Export</LinkButton>}
    >
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:gap-12">
        <div className="flex min-w-0 flex-col gap-10">
          <DropZone onUploaded={({ id }) => void navigate(`/library/import/${id}`)} />
          <Imports />
        </div>
        <Services />
      </div>
    </LibraryLayout>
  );
}

function Services() {
  return (
    <section aria-labelledby="services">
      <h2 id="services" className="text-xl font-bold">
        How to get your music
      </h2>
      <div className="mt-3 flex flex-col gap-2">
        {services.map(({ name, steps }) => (
          <details key={name} className="rounded-xl border border-line bg-surface px-4 py-2">
            <summary className="min-h-8 py-1 font-semibold">{name}</summary>
            <p className="pt-1 pb-2 text-sm text-ink-2">{steps}</p>
          </details>
        ))}
      </div>
    </section>
  );
}

function Imports() {
  const first = useImportsQuery(undefined, { refetchOnMountOrArgChange: true });
  const moving = first.data?.items.some(isMoving) ?? false;
  const { data, error, refetch } = useImportsQuery(undefined, {
    pollingInterval: moving ? pollMs : 0,
  });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <Loading what="your imports" />
        <RowsSkeleton count={3} />
      </>
    );
  }
  if (data.items.length === 0) return null;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className="text-xl font-bold">
        Your imports
      </h2>
      <ul className="mt-3">
        {data.items.map((item) => (
          <li key={item.id} className="border-b border-line">
            <Link
              to={`/library/import/${item.id}`}
              className="flex min-h-14 items-center gap-3 rounded-lg px-2 py-2 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-semibold">{item.name}</span>
                <span className="block truncate text-xs text-ink-2">
                  {formatNames[item.format]}
                  {rowsOf(item) > 0 && ` · ${plural(rowsOf(item), 'row')}`} ·{' '}
                  {formatDateTime(item.created_at)}
                </span>
              </span>
              <StateBadge item={item} />
              <ChevronRightIcon size={18} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const stateNames = {
  ready: ['accent', 'Waiting for you'],
  running: ['warn', 'Running'],
  undoing: ['warn', 'Being undone'],
  done: ['good', 'Done'],
  failed: ['bad', 'Failed'],
  undone: ['plain', 'Undone'],
} as const;

function StateBadge({ item }: { item: Import }) {
  const [tone, name] = stateNames[item.state];
  const percent =
    isMoving(item) && item.rows > 0 ? Math.floor((item.done / item.rows) * 100) : null;
  return <Badge tone={tone}>{percent === null ? name : `${name}, ${percent}%`}</Badge>;
}
