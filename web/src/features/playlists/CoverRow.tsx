import { describeError } from '@/api/problem';
import { PicturePicker } from '@/features/library/PicturePicker';
import { Button } from '@/ui/Button';
import { Covers } from './Covers';
import {
  useMyPlaylistQuery,
  useRemovePlaylistCoverMutation,
  useSetPlaylistCoverMutation,
} from './playlistsApi';
import type { Playlist } from './types';

/** The picture of a playlist: one of one's own, kept at once, or the covers of its songs. */
export function CoverRow({ playlist }: { playlist: Playlist }) {
  const { data: shown = playlist } = useMyPlaylistQuery(playlist.id);
  const [upload, { isLoading }] = useSetPlaylistCoverMutation();
  const [remove, removal] = useRemovePlaylistCoverMutation();

  async function send(file: File) {
    const { error } = await upload({ id: playlist.id, file });
    return error ? describeError(error) : null;
  }
  return (
    <div role="group" aria-label="Cover" className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <Covers urls={shown.cover_urls} size={72} />
      <PicturePicker busy={isLoading} send={send} />
      {shown.own_cover && (
        <Button
          size="small"
          look="quiet"
          busy={removal.isLoading}
          onClick={() => void remove(playlist.id)}
        >
          Show the songs’ covers
        </Button>
      )}
      {removal.error && (
        <p role="alert" className="w-full text-sm font-medium text-bad">
          {describeError(removal.error)}
        </p>
      )}
    </div>
  );
}
