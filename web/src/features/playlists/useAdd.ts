import { useState } from 'react';
import { describeError, isProblem, problemType } from '@/api/problem';
import { undoAction } from '@/api/undo';
import { useAppDispatch } from '@/lib/dispatch';
import { plural } from '@/lib/format';
import { toasted } from '@/ui/toastSlice';
import { useAddToPlaylistMutation } from './playlistsApi';
import type { Additions, Duplicates } from './types';

type Target = { id: string; name: string };
/** A question for the listener: what to do with songs that are in the playlist already. */
export type Question = Duplicates & { target: Target; what: Additions };

/**
 * Puts music into a playlist. What is in it already is asked about first; the answer is given by
 * `answer(true)` (add all), `answer(false)` (leave them out) or `answer(null)` (do nothing).
 */
export function useAdd(onDone?: (target: Target, what: Additions) => void) {
  const dispatch = useAppDispatch();
  const [send, { isLoading }] = useAddToPlaylistMutation();
  const [question, setQuestion] = useState<Question | null>(null);

  async function add(target: Target, what: Additions, allow_duplicates?: boolean) {
    try {
      const { added, skipped, undo_id } = await send({
        id: target.id,
        what,
        allow_duplicates,
      }).unwrap();
      setQuestion(null);
      const undo = undoAction(dispatch, undo_id, `Taken out of “${target.name}” again.`);
      dispatch(toasted({ ...saying(target, added, skipped), ...(added > 0 && { action: undo }) }));
      onDone?.(target, what);
    } catch (error) {
      if (problemType(error) === 'already-in-playlist' && isProblem(error)) {
        const { duplicates, count } = error.data as unknown as Duplicates;
        setQuestion({ target, what, duplicates, count });
        return;
      }
      dispatch(toasted({ tone: 'bad', message: `Not added. ${describeError(error)}` }));
    }
  }

  function answer(all: boolean | null) {
    if (!question) return;
    if (all === null) setQuestion(null);
    else void add(question.target, question.what, all);
  }
  return { add, question, answer, isLoading };
}

function saying({ id, name }: Target, added: number, skipped: number) {
  const link = { label: 'Show', to: `/library/playlists/${id}` };
  if (added === 0) return { message: `Nothing new for “${name}”.`, link };
  const left = skipped > 0 ? `, ${skipped.toLocaleString('en-US')} left out` : '';
  return { message: `${plural(added, 'song')} added to “${name}”${left}.`, link };
}
