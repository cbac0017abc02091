import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { describeError } from '@/api/problem';
import { selectAccount } from '@/api/session';
import { undoAction } from '@/api/undo';
import { useAppDispatch } from '@/lib/dispatch';
import type { MenuItem } from '@/ui/Menu';
import { toasted } from '@/ui/toastSlice';
import { useCopyMyPlaylistMutation, useDeleteMyPlaylistMutation } from './playlistsApi';
import { useRemoveMemberMutation } from './sharingApi';
import type { Playlist } from './types';

export type Asked = 'details' | 'folder' | 'share';

/** What can be done with a playlist: the entries of its menu, and which dialog they ask for. */
export function usePlaylistActions(playlist: Playlist, options: { onGone?: () => void } = {}) {
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [copy] = useCopyMyPlaylistMutation();
  const [remove] = useDeleteMyPlaylistMutation();
  const [leave] = useRemoveMemberMutation();
  const account = useSelector(selectAccount);
  const { id, version, name, kind, role } = playlist;
  const bad = (what: string, error: unknown) =>
    dispatch(toasted({ tone: 'bad', message: `${what} ${describeError(error)}` }));

  async function copied() {
    const { data, error } = await copy({ id });
    if (!data) return bad('Not copied.', error);
    const link = { label: 'Show', to: `/library/playlists/${data.id}` };
    dispatch(toasted({ message: `Copied as “${data.name}”.`, link }));
  }
  async function removed() {
    options.onGone?.();
    const { data, error } = await remove({ id, version });
    if (!data) return bad(`“${name}” is still there.`, error);
    const gone = role === 'owner' && kind !== 'editorial' ? 'deleted' : 'no longer followed';
    const action = undoAction(dispatch, data.undo_id, `“${name}” is back.`);
    dispatch(toasted({ message: `“${name}” ${gone}.`, action }));
  }
  async function left() {
    const { error } = await leave({ id, member: account?.customer_id ?? 0 });
    if (error) return bad('You are still a member.', error);
    options.onGone?.();
    dispatch(toasted({ message: `You left “${name}”.` }));
  }

  const items: MenuItem[] = [];
  const own = role === 'owner' && kind !== 'editorial';
  if (own) items.push({ label: 'Edit name and cover…', onSelect: () => setAsked('details') });
  if (kind === 'smart' && own)
    items.push({
      label: 'Change the rules…',
      onSelect: () => void navigate(`/library/playlists/${id}/rules`),
    });
  if (role !== 'collaborator')
    items.push({ label: 'Move to a folder…', onSelect: () => setAsked('folder') });
  if (own) items.push({ label: 'Share…', onSelect: () => setAsked('share') });
  items.push({
    label: kind === 'manual' ? 'Make a copy' : 'Copy as it is now',
    onSelect: () => void copied(),
  });
  items.push({
    label: 'Export…',
    onSelect: () => void navigate(`/library/export?playlist=${encodeURIComponent(id)}`),
  });
  if (role === 'collaborator')
    items.push({ label: 'Leave the playlist', danger: true, onSelect: () => void left() });
  else
    items.push({
      label: own ? 'Delete' : 'Stop following',
      danger: true,
      onSelect: () => void removed(),
    });
  return { items, asked, ask: setAsked, close: () => setAsked(null) };
}
