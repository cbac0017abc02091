import { useSaveFileMutation } from '@/api/files';
import { describeError } from '@/api/problem';
import { Button, LinkButton } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { CountList } from './PreviewPanel';
import { importPath, useUndoImportMutation } from './transferApi';
import type { Import } from './types';
import { useRemove } from './useRemove';

const headings = { done: 'Imported', failed: 'It stopped', undone: 'Taken back' };
const words = {
  done: 'The songs are in your library.',
  failed: 'What came before that is in your library.',
  undone: 'Everything this import had added is gone again. What you had before is as it was.',
};

/** What came of an import: its numbers, its report, and a way to take all of it back. */
export function Finished({
  item: { id, name, format, state, counts, error: reason },
  onAgain,
}: {
  item: Import;
  /** Begins anew with the same file, once it was taken back. */
  onAgain: () => void;
}) {
  const [undo, undoing] = useUndoImportMutation();
  const [save, saving] = useSaveFileMutation();
  const { remove, isLoading, error } = useRemove(id);
  const outcome = state === 'undone' || state === 'failed' ? state : 'done';
  const failed = undoing.error ?? saving.error ?? error;
  const report = () =>
    void save({ url: importPath(id, '/report'), filename: `${stem(name)}-report.csv` });
  return (
    <section aria-labelledby="outcome" className="flex flex-col gap-5">
      <h2 id="outcome" className="text-xl font-bold">
        {headings[outcome]}
      </h2>
      {outcome === 'failed' && (
        <Notice tone="bad">{reason ?? 'Something went wrong on our side.'}</Notice>
      )}
      <p className="text-ink-2">{words[outcome]}</p>
      {outcome !== 'undone' && counts && <CountList counts={counts} />}
      <div className="flex flex-wrap gap-3">
        {outcome === 'undone' ? (
          <Button look="primary" onClick={onAgain}>
            Import it again
          </Button>
        ) : (
          <>
            <LinkButton look="primary" to={songsOf(format)}>
              See the songs
            </LinkButton>
            <Button busy={saving.isLoading} onClick={report}>
              {!saving.isLoading && <DownloadIcon size={18} />} Report
            </Button>
            <Button busy={undoing.isLoading} onClick={() => void undo(id)}>
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

/**
 * Where to look for what came in. Its songs are as old as the file says, so not always among the latest; and of tables
 * and of our own files some say themselves where a song came from.
 */
const songsOf = (format: Import['format']) =>
  format === 'csv' || format === 'json' ? '/library' : '/library?filter=source:imported';

const stem = (name: string) => name.replace(/\.[^.]*$/, '') || 'import';
