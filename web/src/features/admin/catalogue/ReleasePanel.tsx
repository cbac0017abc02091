import { useState } from 'react';
import type { CatalogueAlbumDetail, ReleaseState } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { toasted } from '@/ui/toastSlice';
import { Panel } from '@/features/admin/ui/AdminPage';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { localOf, momentOf } from '@/features/admin/ui/fields';
import { useDeskWrite } from './desk';
import { next } from './words';

type Thing = {
  id: number;
  state: ReleaseState;
  release_at?: string | null;
  preorder?: boolean;
  on_sale: boolean;
  archived_at?: string | null;
  version: number;
};
const verbs: Record<ReleaseState, string> = {
  published: 'Publish now',
  scheduled: 'Schedule',
  draft: 'Back to draft',
  withdrawn: 'Withdraw',
};
const done: Record<ReleaseState, string> = {
  published: 'It is in the shop.',
  scheduled: 'It comes out on its day.',
  draft: 'It is a draft again.',
  withdrawn: 'It is withdrawn. Its buyers keep it.',
};

export function ReleasePanel({ album }: { album: CatalogueAlbumDetail }) {
  return (
    <Panel title="Release">
      <Release
        thing={album}
        url={`/albums/${album.id}`}
        what="album"
        canPreorder
        ready={album.track_count > 0}
      />
    </Panel>
  );
}

/** Where an album or a track is on its way to the shop, and where it can go from there. */
export function Release({
  thing,
  url,
  what,
  canPreorder,
  ready,
}: {
  thing: Thing;
  url: string;
  what: 'album' | 'track';
  canPreorder?: boolean;
  ready: boolean;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [asking, setAsking] = useState<ReleaseState | null>(null);
  const [day, setDay] = useState(localOf(thing.release_at));
  const [preorder, setPreorder] = useState(thing.preorder ?? false);

  async function go(state: ReleaseState) {
    const body = state === 'scheduled' ? { state, release_at: momentOf(day), preorder } : { state };
    await write({ url: `${url}/release`, version: thing.version, body });
    dispatch(toasted({ message: done[state] }));
  }
  if (thing.archived_at) return <p className="text-sm text-ink-2">Restore it first.</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-2">{told(thing, what)}</p>
      {!ready && <p className="text-sm font-semibold">Add a track before it can come out.</p>}
      <div className="flex flex-wrap gap-2">
        {next[thing.state].map((state, index) => (
          <Button
            key={state}
            look={index === 0 && state === 'published' ? 'primary' : 'secondary'}
            disabled={!ready && (state === 'published' || state === 'scheduled')}
            onClick={() => setAsking(state)}
          >
            {state === 'scheduled' && thing.state === 'scheduled' ? 'Change the day' : verbs[state]}
          </Button>
        ))}
      </div>
      {asking && (
        <ConfirmDialog
          title={`${verbs[asking]}?`}
          confirm={verbs[asking]}
          danger={asking === 'withdrawn'}
          onClose={() => setAsking(null)}
          onConfirm={() => go(asking)}
        >
          {asking === 'published' && <p>Everybody can find and buy it from this moment on.</p>}
          {asking === 'withdrawn' && (
            <p>Nobody can buy it any more. Who has bought it keeps it and can download it.</p>
          )}
          {asking === 'draft' && <p>Only staff see it. It can be published later.</p>}
          {asking === 'scheduled' && (
            <div className="flex flex-col gap-3 text-ink">
              <label className="flex flex-col gap-1.5">
                <span className="text-sm font-semibold">Release day and time</span>
                <input
                  type="datetime-local"
                  required
                  value={day}
                  onChange={({ target }) => setDay(target.value)}
                  className="min-h-11 rounded-lg border border-line-strong bg-surface px-3"
                />
              </label>
              {canPreorder && (
                <label className="flex min-h-11 items-start gap-3 py-2">
                  <input
                    type="checkbox"
                    checked={preorder}
                    onChange={({ target }) => setPreorder(target.checked)}
                    className="mt-0.5 size-5 accent-accent"
                  />
                  <span>
                    Take pre-orders
                    <span className="block text-sm text-ink-2">
                      It can be bought at once; the music comes on the day.
                    </span>
                  </span>
                </label>
              )}
            </div>
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}

function told(thing: Thing, what: string): string {
  const day = thing.release_at ? formatDateTime(thing.release_at) : '';
  switch (thing.state) {
    case 'draft':
      return `A draft: only staff see this ${what}.`;
    case 'scheduled':
      return thing.preorder
        ? `Can be pre-ordered; comes out on ${day}.`
        : `Comes out by itself on ${day}.`;
    case 'withdrawn':
      return 'No longer sold.';
    case 'published':
      return thing.on_sale ? 'On sale.' : `Published, but not on sale: its album is not.`;
  }
}
