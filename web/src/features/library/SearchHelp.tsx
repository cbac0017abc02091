import { lazy, Suspense, useState } from 'react';
import { IconButton } from '@/ui/Button';

const SearchHelpDialog = lazy(() => import('./SearchHelpDialog'));

/** The question mark beside the search. */
export function SearchHelp({ onTry }: { onTry: (q: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="How to search" onClick={() => setOpen(true)}>
        <span aria-hidden="true" className="text-base font-bold">
          ?
        </span>
      </IconButton>
      <Suspense fallback={null}>
        {open && <SearchHelpDialog onTry={onTry} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
