import { Link } from 'react-router';
import { useEdits } from '@/features/library/edits';
import { plural } from '@/lib/format';
import { takeNewer, useConnection } from './connection';

const strong = 'shrink-0 rounded px-1 font-semibold underline underline-offset-4';

/** Says quietly that there is no connection, what waits to be sent, and that a new version is here. */
export default function OfflineBanner() {
  const { offline, newer } = useConnection();
  const edits = useEdits();
  const collided = edits.filter(({ current }) => current !== null).length;
  const waiting = edits.length - collided;
  const said = offline
    ? `You are offline: reading works, changes are sent when you are back.${
        waiting > 0 ? ` ${plural(waiting, 'song')} to send.` : ''
      }`
    : null;
  return (
    <div
      role="status"
      aria-label="Connection"
      className="pointer-events-none fixed bottom-28 left-4 z-10 flex max-w-80 flex-col items-start gap-2 text-sm"
    >
      {said && <p className="rounded-xl bg-warn-soft px-4 py-2 text-warn shadow-lift">{said}</p>}
      {collided > 0 && (
        <p className="pointer-events-auto rounded-xl bg-warn-soft px-4 py-2 text-warn shadow-lift">
          {plural(collided, 'song')} changed in two places.{' '}
          <Link to="/library?edit=conflict" className={strong}>
            Choose
          </Link>
        </p>
      )}
      {newer && (
        <p className="pointer-events-auto rounded-xl bg-ink px-4 py-2 text-paper shadow-high">
          A new version of the shop is here.{' '}
          <button type="button" className={strong} onClick={() => takeNewer(newer)}>
            Reload
          </button>
        </p>
      )}
    </div>
  );
}
