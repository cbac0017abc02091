import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { describeError } from '@/api/problem';
import { selectIsCustomer } from '@/api/session';
import { undoAction } from '@/api/undo';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { CheckIcon, MoreIcon, PlusIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { toasted } from '@/ui/toastSlice';
import {
  useCopyMyPlaylistMutation,
  useDeleteMyPlaylistMutation,
  useFollowPlaylistMutation,
  useMyPlaylistsQuery,
} from './playlistsApi';

/** For a playlist of the shop: follow it as it changes, or take a copy to change it oneself. */
export function FollowButtons({ id, name }: { id: number; name: string }) {
  const isCustomer = useSelector(selectIsCustomer);
  const navigate = useNavigate();
  const { following, isBusy, follow, unfollow, copy } = useFollowing(id, name);
  if (!isCustomer) return null;
  return (
    <>
      <Button
        size="large"
        aria-pressed={following !== undefined}
        busy={isBusy}
        onClick={() => void (following ? unfollow() : follow())}
      >
        {following ? <CheckIcon /> : <PlusIcon />}
        {following ? 'Following' : 'Follow'}
      </Button>
      <Menu
        label={`More for ${name}`}
        trigger={<MoreIcon />}
        className="size-12!"
        items={[
          { label: 'Copy into my library', onSelect: () => void copy() },
          ...(following
            ? [
                {
                  label: 'Show in my library',
                  onSelect: () => void navigate(`/library/playlists/${following.id}`),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function useFollowing(id: number, name: string) {
  const dispatch = useAppDispatch();
  const isCustomer = useSelector(selectIsCustomer);
  const { data, isLoading } = useMyPlaylistsQuery(undefined, { skip: !isCustomer });
  const [start, starting] = useFollowPlaylistMutation();
  const [stop, stopping] = useDeleteMyPlaylistMutation();
  const [copyOf, copying] = useCopyMyPlaylistMutation();
  const following = data?.items.find(({ editorial_id }) => editorial_id === id);
  const refused = (error: unknown) =>
    dispatch(toasted({ tone: 'bad', message: `That did not work. ${describeError(error)}` }));

  async function follow() {
    const answer = await start(id);
    if (!answer.data) return refused(answer.error);
    const link = { label: 'Show', to: `/library/playlists/${answer.data.id}` };
    dispatch(toasted({ message: `“${name}” is in your library, and stays up to date.`, link }));
  }
  async function unfollow() {
    if (!following) return;
    const answer = await stop(following);
    if (!answer.data) return refused(answer.error);
    const action = undoAction(dispatch, answer.data.undo_id, `You follow “${name}” again.`);
    dispatch(toasted({ message: `“${name}” is no longer followed.`, action }));
  }
  /** A copy is made of what is followed: where it is not, it is followed for the moment of copying. */
  async function copy() {
    const source = following ?? (await start(id)).data;
    if (!source) return refused(null);
    const answer = await copyOf({ id: source.id, name });
    if (!following) await stop(source);
    if (!answer.data) return refused(answer.error);
    const link = { label: 'Show', to: `/library/playlists/${answer.data.id}` };
    dispatch(toasted({ message: `Copied into your library as “${answer.data.name}”.`, link }));
  }
  const isBusy = isLoading || starting.isLoading || stopping.isLoading || copying.isLoading;
  return { following, isBusy, follow, unfollow, copy };
}
