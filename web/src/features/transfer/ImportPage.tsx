import { useEffect, useState } from 'react';
import { useStore } from 'react-redux';
import { useParams } from 'react-router';
import { describeError, isNotFound } from '@/api/problem';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import { plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState, Notice } from '@/ui/States';
import { formatNames } from './fields';
import { Finished } from './Finished';
import { followImport } from './follow';
import { Progress } from './Progress';
import { Ready } from './Ready';
import { isMoving, rowsOf, useOneImportQuery, useStopImportMutation } from './transferApi';
import type { Import } from './types';
import type { Store } from './upload';

/** One import: what is in the file, then how far it is, then what came of it. */
export default function ImportPage() {
  const { id = '' } = useParams();
  return (
    <LibraryLayout
      title="Import"
      actions={<LinkButton to="/library/import">All imports</LinkButton>}
    >
      <OneImport key={id} id={id} />
    </LibraryLayout>
  );
}

function OneImport({ id }: { id: string }) {
  const { currentData, error, refetch } = useOneImportQuery(id, {
    refetchOnMountOrArgChange: true,
  });
  if (isNotFound(error)) {
    return (
      <EmptyState
        title="This import is not here"
        action={<LinkButton to="/library/import">All imports</LinkButton>}
      >
        Its file and its report were deleted.
      </EmptyState>
    );
  }
  if (error && !currentData) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData) {
    return (
      <>
        <Loading what="the import" />
        <RowsSkeleton count={4} />
      </>
    );
  }
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <p className="text-ink-2">
        <strong className="text-ink">{currentData.name}</strong>, {formatNames[currentData.format]}
        {rowsOf(currentData) > 0 && `, ${plural(rowsOf(currentData), 'row')}`}
      </p>
      <Stage item={currentData} />
    </div>
  );
}

function Stage({ item }: { item: Import }) {
  const [again, setAgain] = useState(false);
  if (item.state === 'ready' || (item.state === 'undone' && again)) return <Ready item={item} />;
  if (isMoving(item)) return <Moving item={item} />;
  return <Finished item={item} onAgain={() => setAgain(true)} />;
}

function Moving({ item: { id, state, rows, done, counts } }: { item: Import }) {
  const store = useStore() as unknown as Store;
  useEffect(() => {
    const controller = new AbortController();
    void followImport(store, id, controller.signal);
    return () => controller.abort();
  }, [store, id]);
  const [stop, stopping] = useStopImportMutation();
  const what = state === 'undoing' ? 'Taking it back' : 'Importing';
  return (
    <section aria-label={what} className="flex flex-col gap-3">
      <h2 className="text-xl font-bold">{what}…</h2>
      <Progress label={what} part={rows > 0 ? done / rows : null} />
      <p className="text-sm text-ink-2 tabular-nums">
        {done.toLocaleString('en-US')} of {plural(rows, 'row')}
        {counts && state === 'running' && `, ${plural(counts.new, 'new song')} so far`}
      </p>
      <p className="text-sm text-ink-2">
        You can leave this page: it goes on, and waits for you in the list of imports.
      </p>
      {state === 'running' && (
        <Button
          className="self-start"
          busy={stopping.isLoading || stopping.isSuccess}
          onClick={() => void stop(id)}
        >
          Stop the import
        </Button>
      )}
      {stopping.error && <Notice tone="bad">It goes on. {describeError(stopping.error)}</Notice>}
    </section>
  );
}
