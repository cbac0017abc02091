import { useSaveFileMutation } from '@/api/files';
import { describeError } from '@/api/problem';
import { Button, LinkButton } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { CountList } from './PreviewPanel';
import { importPath, useUndoImportMutation } from './transferApi';
import type { Import } from './types';
import { useRemove } from './useRemove';

/** What came of an import: its numbers, its report, and a way to take all of it back. */
export function Finished({ item }: { item: Import }) {
  const [undo, undoing] = useUndoImportMutation();
  const [save, saving] = useSaveFileMutation();
  const { remove, isLoading, error } = useRemove(item.id);
  const isDone = item.state === 'done';
  const failed = undoing.error ?? saving.error ?? error;
  const report = () =>
    void save({ url: importPath(item.id, '/report'), filename: `${stem(item.name)}-report.csv` });
  return (
    <section aria-labelledby="outcome" className="flex flex-col gap-5">
      <h2 id="outcome" className="text-xl font-bold">
        {isDone ? 'Imported' : 'Taken back'}
      </h2>
      <p className="text-ink-2">
        {isDone
          ? 'The songs are in your library.'
          : 'Everything this import had added is gone again. What you had before is as it was.'}
      </p>
      {isDone && item.counts && <CountList counts={item.counts} />}
      <div className="flex flex-wrap gap-3">
        {isDone && (
          <>
            <LinkButton look="primary" to="/library?view=recent">
              See the songs
            </LinkButton>
            <Button busy={saving.isLoading} onClick={report}>
              {!saving.isLoading && <DownloadIcon size={18} />} Report
            </Button>
            <Button busy={undoing.isLoading} onClick={() => void undo(item.id)}>
              Undo the import
            </Button>
          </>
        )}
        <Button look="quiet" busy={isLoading} onClick={() => void remove()}>
          Delete the file and its report
        </Button>
      </div>
      {failed && <Notice tone="bad">That did not work. {describeError(failed)}</Notice>}
    </section>
  );
}

const stem = (name: string) => name.replace(/\.[^.]*$/, '') || 'import';
