import { useField } from 'formik';
import { describeError } from '@/api/problem';
import { Field } from '@/ui/Field';
import { useSetSongCoverMutation } from './libraryApi';
import { PicturePicker } from './PicturePicker';
import { ownCover, SongCover } from './pieces';
import type { Song } from './types';

/** A picture of one's own, uploaded at once, or an address to remember. */
export function CoverField({ song }: { song: Song | null }) {
  const [field, , { setValue }] = useField<string>('cover_url');
  const [upload, { isLoading }] = useSetSongCoverMutation();

  async function send(id: string, file: File) {
    const { data, error } = await upload({ id, file });
    if (data) void setValue(data.cover_url ?? '');
    return error ? describeError(error) : null;
  }
  return (
    <div className="flex flex-col gap-3">
      {song && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <SongCover song={{ ...song, cover_url: field.value || null }} size={72} />
          <PicturePicker busy={isLoading} send={(file) => send(song.id, file)} />
        </div>
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
