import { useState } from 'react';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { toasted } from '@/ui/toastSlice';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { useDeskAction, useDeskWrite } from './desk';

/** Puts something away, or brings it back. Nothing that was sold is ever removed. */
export function ArchiveButton({
  what,
  url,
  archived,
}: {
  what: string;
  url: string;
  archived: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const write = useDeskWrite();
  const act = useDeskAction();
  const dispatch = useAppDispatch();
  if (archived) {
    return (
      <Button onClick={() => void act({ url: `${url}/restore` }, `The ${what} is back.`)}>
        Restore
      </Button>
    );
  }
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        Archive
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Archive this ${what}?`}
          confirm={`Archive the ${what}`}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await write({ url: `${url}/archive` });
            dispatch(toasted({ message: `The ${what} is archived.` }));
          }}
        >
          <p>It leaves the lists and can be restored at any time. Who has bought it keeps it.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
