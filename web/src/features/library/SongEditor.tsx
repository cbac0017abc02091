import { Form, Formik, useFormikContext, type FormikHelpers } from 'formik';
import { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import { isNotFound } from '@/api/problem';
import { selectAccount } from '@/api/session';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { useFieldId } from '@/ui/fieldId';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { toastAction } from '@/ui/toastActions';
import { toasted } from '@/ui/toastSlice';
import { useCreateSongMutation, useLibrarySongQuery } from './libraryApi';
import { SongFields } from './SongFields';
import { changesOf, formOf, songSchema, type SongForm } from './songForm';
import type { Song } from './types';
import { useSaveSong } from './useSaveSong';

/** The editor of one song, or of one that is to be. */
export default function SongEditor({
  id,
  onClose,
  onReopen,
}: {
  id: string;
  onClose: () => void;
  onReopen: () => void;
}) {
  const dispatch = useAppDispatch();
  /** Closed with something written in it, by Escape or a press beside it: that comes back on demand. */
  function onLeave() {
    if (draft?.id === id) {
      const message = 'What you wrote is not saved.';
      dispatch(
        toasted({ message, action: { label: 'Go on editing', action: toastAction(onReopen) } }),
      );
    }
    onClose();
  }
  return (
    <Dialog
      open
      onClose={onLeave}
      shape="drawer"
      title={id === 'new' ? 'Add a song' : 'Edit the song'}
    >
      {id === 'new' ? <NewSong onClose={onLeave} /> : <KnownSong id={id} onClose={onLeave} />}
    </Dialog>
  );
}

type Helpers = FormikHelpers<SongForm>;

/** What stands in the form and is not saved, and where the form began. */
type Draft = { id: string; owner: string | undefined; song: Song | null; values: SongForm };
let draft: Draft | null = null;

/** What this account left unsaved of a song, or of a new one. */
function useDraft(id: string): Draft | null {
  const owner = useSelector(selectAccount)?.id;
  return draft?.id === id && draft.owner === owner ? draft : null;
}

/** Remembers what is written, for who leaves by mistake. */
function KeepDraft({ song }: { song: Song | null }) {
  const { values, dirty, setValues } = useFormikContext<SongForm>();
  const id = song?.id ?? 'new';
  const owner = useSelector(selectAccount)?.id;
  const kept = useRef(useDraft(id)?.values);
  useEffect(() => {
    if (kept.current) {
      void setValues(kept.current);
      kept.current = undefined;
      return;
    }
    if (dirty) draft = { id, owner, song, values };
    else if (draft?.id === id) draft = null;
  }, [dirty, id, owner, setValues, song, values]);
  return null;
}

function NewSong({ onClose }: { onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [create] = useCreateSongMutation();
  const empty = formOf({});
  const titleId = useFieldId('title');
  // After the dialog has opened and given the focus to its first button.
  useEffect(() => {
    const timer = setTimeout(() => document.getElementById(titleId)?.focus(), 0);
    return () => clearTimeout(timer);
  }, [titleId]);

  async function submit(values: SongForm, helpers: Helpers) {
    const saved = await sendForm(values, helpers, async () => {
      await create(changesOf(empty, values)).unwrap();
    });
    if (!saved) return;
    helpers.resetForm({ values });
    draft = null;
    dispatch(toasted({ message: `“${values.title.trim()}” is in your library.` }));
    onClose();
  }
  return <SongEditorForm initial={empty} song={null} onSubmit={submit} onClose={onClose} />;
}

function KnownSong({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: song, error, refetch } = useLibrarySongQuery(id);
  if (song) return <EditSong song={song} onClose={onClose} />;
  if (isNotFound(error)) {
    return (
      <EmptyState title="This song is gone" action={<Button onClick={onClose}>Close</Button>}>
        It was removed from your library, here or in another window.
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-5">
      <Loading what="the song" />
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-11 w-full" />
      ))}
    </div>
  );
}

function EditSong({ song, onClose }: { song: Song; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const save = useSaveSong();
  // The form begins with one version; what comes later must not slip under it.
  const left = useDraft(song.id);
  const [first] = useState(() => left?.song ?? song);
  const initial = formOf(first);

  async function submit(values: SongForm, helpers: Helpers) {
    const changes = changesOf(initial, values);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    await sendForm(values, helpers, async () => {
      const saved = await save(first, changes);
      if (saved.outcome === 'failed') throw saved.error;
      if (saved.outcome === 'saved')
        dispatch(toasted({ message: `“${saved.song.title}” is saved.` }));
      helpers.resetForm({ values });
      draft = null;
      // A collision has its own screen, which takes the place of this one.
      onClose();
    });
  }
  return <SongEditorForm initial={initial} song={first} onSubmit={submit} onClose={onClose} />;
}

function SongEditorForm({
  initial,
  song,
  onSubmit,
  onClose,
}: {
  initial: SongForm;
  song: Song | null;
  onSubmit: (values: SongForm, helpers: Helpers) => Promise<void>;
  onClose: () => void;
}) {
  return (
    <Formik
      initialValues={initial}
      validationSchema={songSchema}
      validateOnBlur={false}
      onSubmit={onSubmit}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5 [&_:focus]:scroll-mb-24">
          <ErrorSummary general={status} />
          <KeepDraft song={song} />
          <SongFields song={song} />
          {/* In sight however long the form is. */}
          <div className="sticky -bottom-4 -mx-5 -mb-4 flex flex-wrap gap-3 border-t border-line bg-surface px-5 py-4">
            <Button type="submit" look="primary" busy={isSubmitting}>
              {song ? 'Save song' : 'Add song'}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}
