import { useField } from 'formik';
import { useState, type ChangeEvent } from 'react';
import { describeError } from '@/api/problem';
import { Field } from '@/ui/Field';
import { useSetSongCoverMutation } from './libraryApi';
import { ownCover, SongCover } from './pieces';
import type { Song } from './types';

const largestBytes = 5_000_000;
const kinds = 'image/jpeg,image/png,image/webp,image/gif';

/** A picture of one's own, uploaded at once, or an address to remember. */
export function CoverField({ song }: { song: Song | null }) {
  const [field, , { setValue }] = useField<string>('cover_url');
  const [upload, { isLoading }] = useSetSongCoverMutation();
  const [fault, setFault] = useState<string | null>(null);

  async function onChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file || !song) return;
    if (file.size > largestBytes) {
      setFault('The picture is larger than 5 MB. Choose a smaller one.');
      return;
    }
    const { data, error } = await upload({ id: song.id, file });
    setFault(error ? describeError(error) : null);
    if (data) void setValue(data.cover_url ?? '');
  }
  return (
    <div className="flex flex-col gap-3">
      {song && (
        <div className="flex items-center gap-4">
          <SongCover song={{ ...song, cover_url: field.value || null }} size={72} />
          <label className="inline-flex min-h-10 items-center rounded-full border border-line-strong px-4 text-sm font-semibold focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
            {isLoading ? 'Uploading…' : 'Choose a picture'}
            <input
              type="file"
              accept={kinds}
              disabled={isLoading}
              onChange={(event) => void onChange(event)}
              className="sr-only"
            />
          </label>
        </div>
      )}
      {fault && (
        <p role="alert" className="text-sm font-medium text-bad">
          {fault}
        </p>
      )}
      {!ownCover(field.value) && (
        <Field
          name="cover_url"
          label="Address of a cover"
          type="url"
          hint="Kept with the song and exported; the shop never fetches it."
          optional
        />
      )}
    </div>
  );
}
