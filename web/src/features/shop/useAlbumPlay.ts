import { useSelector } from 'react-redux';
import { generatedApi, type AlbumSummary } from '@/api/generated';
import {
  selectCurrentTrack,
  selectIsPlaying,
  paused,
  played,
  type PlayerState,
} from '@/features/player/playerSlice';
import { usePlay } from '@/features/player/usePlay';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { describeError } from '@/api/problem';

const { getAlbum } = generatedApi.endpoints;

/** Plays an album known only by its cover: its tracks are fetched when somebody wants them. */
export function useAlbumPlay(album: Pick<AlbumSummary, 'id'>) {
  const dispatch = useAppDispatch();
  const { playList } = usePlay();
  const current = useSelector(
    (state: { player: PlayerState }) => selectCurrentTrack(state)?.albumId === album.id,
  );
  const playing = useSelector(
    (state: { player: PlayerState }) => current && selectIsPlaying(state),
  );

  async function toggle() {
    if (current) {
      dispatch(playing ? paused() : played());
      return;
    }
    const { data, error } = await dispatch(
      getAlbum.initiate({ id: album.id }, { subscribe: false }),
    );
    if (data) playList(data.tracks);
    else dispatch(toasted({ message: describeError(error), tone: 'bad' }));
  }
  return { playing, toggle: () => void toggle() };
}
