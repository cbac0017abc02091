import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import { orNull, sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, TextAreaField } from '@/ui/Field';
import { CoverRow } from './CoverRow';
import { explain } from './explain';
import {
  useChangeMyPlaylistMutation,
  useCreateMyPlaylistMutation,
  useMyPlaylistsQuery,
} from './playlistsApi';
import type { Playlist } from './types';

const schema = object({
  name: string().trim().required('Give the playlist a name.').max(200, 'At most 200 letters.'),
  description: string().trim().max(2000, 'At most 2,000 letters.'),
  folder: string().trim().max(100, 'At most 100 letters.'),
});

export default function DetailsDialog({
  playlist,
  focus = 'name',
  onClose,
  onSaved,
}: {
  /** Null makes a new one. */
  playlist: Playlist | null;
  focus?: 'name' | 'folder';
  onClose: () => void;
  onSaved?: (playlist: Playlist) => void;
}) {
  return (
    <Dialog open onClose={onClose} title={playlist ? 'Edit the playlist' : 'New playlist'}>
      <DetailsForm {...{ playlist, focus, onClose, onSaved }} />
    </Dialog>
  );
}

function DetailsForm({
  playlist,
  focus,
  onClose,
  onSaved,
}: {
  playlist: Playlist | null;
  focus: 'name' | 'folder';
  onClose: () => void;
  onSaved?: (playlist: Playlist) => void;
}) {
  const [create] = useCreateMyPlaylistMutation();
  const [change] = useChangeMyPlaylistMutation();
  const { data } = useMyPlaylistsQuery();
  const folders = foldersOf(data?.items ?? []);

  async function send(values: { name: string; description: string; folder: string }) {
    const details = {
      name: values.name.trim(),
      description: orNull(values.description),
      folder: orNull(values.folder),
    };
    const current = data?.items.find(({ id }) => id === playlist?.id) ?? playlist;
    const saved = current
      ? await change({ ...current, changes: changed(current, details) }).unwrap()
      : await create(details).unwrap();
    onClose();
    onSaved?.(saved);
  }
  return (
    <Formik
      initialValues={{
        name: playlist?.name ?? '',
        description: playlist?.description ?? '',
        folder: playlist?.folder ?? '',
      }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values), explain)}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          {playlist?.kind !== 'editorial' && (
            <>
              {playlist && focus === 'name' && <CoverRow playlist={playlist} />}
              <Field
                name="name"
                label="Name"
                data-autofocus={focus === 'name'}
                autoComplete="off"
              />
              <TextAreaField name="description" label="Description" optional rows={3} />
            </>
          )}
          <Field
            name="folder"
            label="Folder"
            hint="Playlists with the same folder stand together. Moods/Calm is Calm within Moods."
            optional
            data-autofocus={focus === 'folder'}
            autoComplete="off"
            list="playlist-folders"
          />
          <datalist id="playlist-folders">
            {folders.map((folder) => (
              <option key={folder} value={folder}>
                {folder}
              </option>
            ))}
          </datalist>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" busy={isSubmitting}>
              {playlist ? 'Save' : 'Create playlist'}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}

type Details = Pick<Playlist, 'name' | 'description' | 'folder'>;

/** Only what was touched: two people who change different things do not undo each other. */
function changed(before: Details, now: Details): Partial<Details> {
  const kept = Object.entries(now).filter(([key, value]) => before[key as keyof Details] !== value);
  return Object.fromEntries(kept);
}

/** The folders in use, A to Z. */
export const foldersOf = (playlists: readonly Playlist[]): string[] =>
  [...new Set(playlists.flatMap(({ folder }) => folder ?? []))].toSorted((a, b) =>
    a.localeCompare(b),
  );
