import { useState, type FormEvent } from 'react';
import { describeError } from '@/api/problem';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { BulkRow, type BulkLine } from './BulkRow';
import { bulkFault, changeOf, newLine } from './bulk';
import { useChangeSongsMutation } from './libraryApi';
import type { Selection } from './types';
import { useUndoToast } from './useLibraryUndo';

/** Changes many songs at once: one line a change, done in order, undone together. */
export default function BulkEditor({
  selection,
  count,
  onClose,
  onDone,
}: {
  selection: Selection;
  count: number;
  onClose: () => void;
  onDone: () => void;
}) {
  const [lines, setLines] = useState<BulkLine[]>([newLine()]);
  const [fault, setFault] = useState<string | null>(null);
  const [changeSongs, { isLoading }] = useChangeSongsMutation();
  const showUndo = useUndoToast();
  const songs = plural(count, 'song');

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = lines.map(bulkFault).find(Boolean);
    if (wrong) {
      setFault(wrong);
      return;
    }
    const { data, error } = await changeSongs({ selection, changes: lines.map(changeOf) });
    if (!data) {
      setFault(describeError(error));
      return;
    }
    showUndo(`${plural(data.changed, 'song')} changed.`, data.undo_id);
    onDone();
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={`Edit ${songs}`}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {lines.map((line, index) => (
          <BulkRow
            key={line.key}
            line={line}
            number={index + 1}
            onChange={(next) => setLines(lines.map((it) => (it.key === line.key ? next : it)))}
            onRemove={
              lines.length > 1
                ? () => setLines(lines.filter(({ key }) => key !== line.key))
                : undefined
            }
          />
        ))}
        <Button size="small" className="self-start" onClick={() => setLines([...lines, newLine()])}>
          Another change
        </Button>
        {fault && <Notice tone="bad">{fault}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" busy={isLoading}>
            Change {songs}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
