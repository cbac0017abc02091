import { Fragment } from 'react';
import { Dialog } from '@/ui/Dialog';

const examples: [string, string][] = [
  ['wind love', 'Both words, anywhere; a typo or a missing accent is forgiven'],
  ['"black dog"', 'These words side by side'],
  ['artist:"Led Zeppelin"', 'Exactly this artist; album, genre and tag work the same'],
  ['title:love -live', 'Love in the title, but not live'],
  ['year:1990..1999 rating:>=4', 'From the nineties, four stars and more'],
  ['decade:1980s genre:"Rock"|"Jazz"', 'Rock or jazz of the eighties'],
  ['plays:0 added:<2024-01-01', 'Never played, though here for long'],
  ['played:<2024-06', 'Not heard since June 2024'],
  ['duration:>5:00', 'Longer than five minutes'],
  ['is:favourite OR rating:5', 'Favourites, or five stars'],
  ['has:notes (live OR demo)', 'With notes, and one of the two words'],
];

const keys: [string, string][] = [
  ['↑ ↓ Page Home End', 'Go from song to song'],
  ['Shift ↑ ↓', 'Select on the way'],
  ['Space', 'Select or not'],
  ['Ctrl A', 'Select all'],
  ['Enter', 'Play from here'],
  ['F2', 'Edit'],
  ['0 to 5', 'Rate'],
  ['Delete', 'Remove; it can be undone'],
  ['Shift F10', 'More'],
];

/** What can be written into the search, each line to be tried by a press, and the keys of the list. */
export default function SearchHelpDialog({
  onTry,
  onClose,
}: {
  onTry: (q: string) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title="How to search">
      <p className="text-sm text-ink-2">Press an example to try it.</p>
      <ul className="mt-3 flex flex-col gap-1">
        {examples.map(([q, about]) => (
          <li key={q}>
            <button
              type="button"
              onClick={() => {
                onClose();
                onTry(q);
              }}
              className="w-full rounded-lg px-3 py-2 text-left hover:bg-sunken"
            >
              <code className="block text-sm font-semibold text-accent">{q}</code>
              <span className="block text-sm text-ink-2">{about}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3 className="mt-5 text-lg font-bold">Keys in the list</h3>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {keys.map(([key, about]) => (
          <Fragment key={key}>
            <dt className="font-semibold">{key}</dt>
            <dd className="text-ink-2">{about}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
