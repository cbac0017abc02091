import { useState } from 'react';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Notice } from '@/ui/States';
import { mappingProblem } from './fields';
import { MappingTable } from './MappingTable';
import { PreviewPanel } from './PreviewPanel';
import { Review } from './Review';
import { usePreviewImportQuery, useStartImportMutation } from './transferApi';
import type { Decision, Import, Mapping, Preview } from './types';
import { useRemove } from './useRemove';

/** What was chosen and not started yet: it is still there for who looks at a song meanwhile. */
type Choices = {
  mapping: Mapping | undefined;
  saveAs: string;
  matched: 'fill' | 'skip';
  decisions: Record<string, Decision>;
};
let left: { id: string; choices: Choices } | null = null;

function useChoices(item: Import) {
  const [choices, setChoices] = useState<Choices>(() =>
    left?.id === item.id
      ? left.choices
      : { mapping: guessed(item), saveAs: '', matched: 'fill', decisions: {} },
  );
  return {
    ...choices,
    choose(part: Partial<Choices>) {
      left = { id: item.id, choices: { ...choices, ...part } };
      setChoices(left.choices);
    },
  };
}

/** Before anything is added: what the columns hold, what will happen, and what is unsure. */
export function Ready({ item }: { item: Import }) {
  const { mapping, saveAs, matched, decisions, choose } = useChoices(item);
  const problem = mapping ? mappingProblem(mapping) : null;
  const preview = usePreviewImportQuery(
    { id: item.id, mapping },
    { skip: problem !== null, refetchOnMountOrArgChange: true },
  );
  const [start, starting] = useStartImportMutation();
  const { remove, isLoading: isRemoving } = useRemove(item.id);
  // The last preview stays while the next is on its way, so that nothing jumps.
  const shown = preview.currentData ?? preview.data;
  const isEmpty = shown !== undefined && usable(shown.counts) === 0;

  async function go() {
    const { data } = await start({
      id: item.id,
      start: { mapping, save_mapping_as: saveAs.trim() || undefined, matched, decisions },
    });
    if (data) left = null;
  }
  return (
    <>
      {item.columns && mapping && (
        <MappingTable
          columns={item.columns}
          mapping={mapping}
          onMapping={(next) => choose({ mapping: next })}
          saveAs={saveAs}
          onSaveAs={(next) => choose({ saveAs: next })}
        />
      )}
      {problem ? (
        <Notice tone="warn">{problem}</Notice>
      ) : preview.error ? (
        <Notice tone="bad">There is no preview. {describeError(preview.error)}</Notice>
      ) : !shown ? (
        <>
          <Loading what="the preview" />
          <RowsSkeleton count={4} />
        </>
      ) : (
        <>
          <PreviewPanel preview={shown} busy={preview.isFetching} />
          <Review
            unsure={shown.unsure}
            total={shown.counts.unsure}
            decisions={decisions}
            onDecide={(row, decision) => choose({ decisions: { ...decisions, [row]: decision } })}
            onDecideAll={(decision) =>
              choose({
                decisions: Object.fromEntries(shown.unsure.map(({ row }) => [row, decision])),
              })
            }
          />
          {shown.counts.matched > 0 && (
            <Matched value={matched} onChange={(next) => choose({ matched: next })} />
          )}
          {isEmpty && (
            <Notice tone="warn">
              {shown.counts.bad > 0
                ? 'No row of this file can be read: see above why.'
                : 'There is no song in this file.'}
            </Notice>
          )}
        </>
      )}
      {starting.error && <Notice tone="bad">Not started. {describeError(starting.error)}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button
          look="primary"
          size="large"
          busy={starting.isLoading}
          disabled={!shown || isEmpty || problem !== null || preview.isFetching}
          onClick={() => void go()}
        >
          Import
        </Button>
        <Button size="large" busy={isRemoving} onClick={() => void remove()}>
          Cancel
        </Button>
      </div>
    </>
  );
}

/** How much of a file can be taken in. */
const usable = ({ new: added, matched, duplicate, unsure, playlists }: Preview['counts']) =>
  added + matched + duplicate + unsure + playlists;

const guessed = ({ columns }: Import): Mapping | undefined =>
  columns ? Object.fromEntries(columns.map(({ name, field }) => [name, field])) : undefined;

function Matched({
  value,
  onChange,
}: {
  value: 'fill' | 'skip';
  onChange: (value: 'fill' | 'skip') => void;
}) {
  const choices = [
    ['fill', 'Fill in what is missing', 'Empty fields, plays and ratings are taken from the file.'],
    ['skip', 'Leave them as they are', 'Nothing of what you have is touched.'],
  ] as const;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-lg font-bold">Songs you have already</legend>
      {choices.map(([choice, name, about]) => (
        <label key={choice} className="flex items-start gap-3">
          <input
            type="radio"
            name="matched"
            checked={value === choice}
            onChange={() => onChange(choice)}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span>
            {name}
            <span className="block text-sm text-ink-2">{about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
