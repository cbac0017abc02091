import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { useNavigate } from 'react-router';
import { describeError } from '@/api/problem';
import { useDownload } from '@/features/account/useDownload';
import { plural } from '@/lib/format';
import { DownloadIcon, PlayIcon, PlayNextIcon, QueueIcon, TrashIcon } from '@/ui/icons';
import type { MenuItem } from '@/ui/Menu';
import { toasted } from '@/ui/toastSlice';
import type { MenuPlace } from './ContextMenu';
import { onlyFilter } from './filter';
import { useChangeSongsMutation, useCountPlayMutation, useRemoveSongsMutation } from './libraryApi';
import { usePlaySongs } from './playing';
import { speakRating } from './Rating';
import { namedLimit, resolveSelection } from './resolveSelection';
import { showSong, type Store } from './saveSong';
import type { RowActions } from './SongRow';
import type { Change, Selection, Song, SongView } from './types';
import { useUndoToast } from './useLibraryUndo';
import { useSaveSong } from './useSaveSong';
import { contains, type SongSelection } from './useSelection';

type Options = {
  view: SongView;
  total: number;
  songAt: (index: number) => Song | undefined;
  selection: SongSelection;
  onEdit: (song: Song) => void;
};

/** Everything that can be done to songs of the list, one or many. */
export function useSongActions({ view, total, songAt, selection, onEdit }: Options) {
  const store = useStore() as unknown as Store;
  const navigate = useNavigate();
  const saveSong = useSaveSong();
  const { download } = useDownload();
  const [countPlay] = useCountPlayMutation();
  const showUndo = useUndoToast();
  const { playFrom, playRanges } = usePlaySongs(view, total);
  const [removeSongs] = useRemoveSongsMutation();
  const [changeSongs] = useChangeSongsMutation();
  const [menu, setMenu] = useState<{ index: number; song: Song; at: MenuPlace } | null>(null);
  const [adding, setAdding] = useState<{ selection: Selection; label: string } | null>(null);
  const [bulk, setBulk] = useState<Selection | null>(null);

  const say = (message: string, tone?: 'bad') => store.dispatch(toasted({ message, tone }));

  /** What is selected, as the service takes it. */
  async function selected(): Promise<Selection | null> {
    try {
      const found = await resolveSelection(store, view, selection.ranges, total);
      if (!found)
        say(
          `Songs one by one can be ${namedLimit.toLocaleString('en-US')} at most. Select fewer, or all.`,
        );
      return found;
    } catch (error) {
      say(`The selected songs could not be read. ${describeError(error)}`, 'bad');
      return null;
    }
  }
  async function remove() {
    const what = await selected();
    if (!what) return;
    const { data, error } = await removeSongs(what);
    if (!data) {
      say(`Nothing is removed. ${describeError(error)}`, 'bad');
      return;
    }
    selection.clear();
    showUndo(`${plural(data.removed, 'song')} removed from your library.`, data.undo_id);
  }
  async function change(changes: Change[], said: (count: string) => string) {
    const what = await selected();
    if (!what) return;
    const { data, error } = await changeSongs({ selection: what, changes });
    if (data) showUndo(said(plural(data.changed, 'song')), data.undo_id);
    else say(`Nothing is changed. ${describeError(error)}`, 'bad');
  }
  async function edit() {
    const [range] = selection.ranges;
    const one = selection.count === 1 && range ? songAt(range[0]) : undefined;
    if (one) onEdit(one);
    else setBulk(await selected());
  }
  async function add() {
    const what = await selected();
    if (what) setAdding({ selection: what, label: plural(selection.count, 'song') });
  }
  async function exportSelected() {
    const what = await selected();
    if (what)
      void navigate('/library/export', { state: { selection: what, count: selection.count } });
  }
  const play = () => void playRanges(selection.ranges, 'now');

  // The rows keep one object for ever; what it does is always the newest.
  const latest = useRef({ playFrom, saveSong, selection, songAt });
  useEffect(() => {
    latest.current = { playFrom, saveSong, selection, songAt };
  });
  const rowActions = useMemo(
    (): RowActions => ({
      play: (index) => void latest.current.playFrom(index, latest.current.songAt(index)),
      rate: (song, rating) => void latest.current.saveSong(song, { rating }),
      favour: (song) => void latest.current.saveSong(song, { favourite: !song.favourite }),
      menu: (index, song, at) => setMenu({ index, song, at }),
      toggle: (index, extend) =>
        extend ? latest.current.selection.extend(index) : latest.current.selection.toggle(index),
    }),
    [],
  );

  const rateAll: MenuItem[] = [10, 8, 6, 4, 2].map((rating) => ({
    label: `Rate ${speakRating(rating)}`,
    onSelect: () =>
      void change([{ op: 'set', field: 'rating', value: rating }], (count) => `${count} rated.`),
  }));
  const selectedItems: MenuItem[] = [
    {
      label: 'Play next',
      icon: <PlayNextIcon size={18} />,
      onSelect: () => void playRanges(selection.ranges, 'next'),
    },
    {
      label: 'Add to the end of the queue',
      icon: <QueueIcon size={18} />,
      onSelect: () => void playRanges(selection.ranges, 'last'),
    },
    { label: 'Add to playlist…', onSelect: () => void add() },
    {
      label: 'Mark as favourites',
      onSelect: () =>
        void change(
          [{ op: 'set', field: 'favourite', value: true }],
          (count) => `${count} marked as favourites.`,
        ),
    },
    ...rateAll,
    {
      label: 'Export…',
      icon: <DownloadIcon size={18} />,
      onSelect: () => void exportSelected(),
    },
    { label: 'Select all', onSelect: () => selection.all(total) },
    {
      label: 'Remove',
      icon: <TrashIcon size={18} />,
      danger: true,
      onSelect: () => void remove(),
    },
  ];

  function itemsFor(index: number, song: Song): MenuItem[] {
    if (selection.count > 1 && contains(selection.ranges, index)) return selectedItems;
    const here = [[index, index]] as const;
    const { artist, album, track_id: trackId } = song;
    const items: MenuItem[] = [];
    if (trackId != null) {
      items.push(
        {
          label: 'Play from here',
          icon: <PlayIcon size={18} />,
          onSelect: () => void playFrom(index, song),
        },
        {
          label: 'Play next',
          icon: <PlayNextIcon size={18} />,
          onSelect: () => void playRanges(here, 'next'),
        },
        {
          label: 'Add to the end of the queue',
          icon: <QueueIcon size={18} />,
          onSelect: () => void playRanges(here, 'last'),
        },
        {
          label: 'Download',
          icon: <DownloadIcon size={18} />,
          onSelect: () => void download({ what: 'track', id: trackId }),
        },
      );
    }
    items.push(
      { label: 'Edit', onSelect: () => onEdit(song) },
      {
        label: 'Add to playlist…',
        onSelect: () => setAdding({ selection: { ids: [song.id] }, label: song.title }),
      },
      {
        label: song.favourite ? 'Not a favourite any more' : 'Mark as favourite',
        onSelect: () => void saveSong(song, { favourite: !song.favourite }),
      },
    );
    items.push({ label: 'I just heard it', onSelect: () => void heard(song) });
    if (artist) {
      const [first = artist] = song.artists;
      const filter = onlyFilter({ artist: first });
      items.push({
        label: 'All by this artist',
        onSelect: () => void navigate(`/library?filter=${encodeURIComponent(filter)}`),
      });
    }
    if (album) {
      const filter = onlyFilter({ album });
      items.push({
        label: 'All of this album',
        onSelect: () => void navigate(`/library?filter=${encodeURIComponent(filter)}`),
      });
    }
    if (trackId != null)
      items.push({
        label: 'See it in the shop',
        onSelect: () => void navigate(`/tracks/${trackId}`),
      });
    items.push({
      label: 'Remove',
      icon: <TrashIcon size={18} />,
      danger: true,
      onSelect: () => void removeOne(song),
    });
    return items;
  }
  /** Played elsewhere, on a record or on the radio: it counts all the same. */
  async function heard(song: Song) {
    const { data, error } = await countPlay(song.id);
    if (!data) {
      say(`The play is not counted. ${describeError(error)}`, 'bad');
      return;
    }
    showSong(store, song.id, data);
    say(`“${song.title}” was heard ${plural(data.play_count, 'time')}.`);
  }
  async function removeOne(song: Song) {
    const { data, error } = await removeSongs({ ids: [song.id] });
    if (data) showUndo(`“${song.title}” is removed from your library.`, data.undo_id);
    else say(`“${song.title}” is not removed. ${describeError(error)}`, 'bad');
  }

  return {
    rowActions,
    selectedItems,
    play,
    edit: () => void edit(),
    add: () => void add(),
    remove: (song?: Song) => void (selection.count === 0 && song ? removeOne(song) : remove()),
    menu: menu && {
      at: menu.at,
      label: `More for ${menu.song.title}`,
      items: itemsFor(menu.index, menu.song),
    },
    closeMenu: useCallback(() => setMenu(null), []),
    adding,
    stopAdding: () => setAdding(null),
    bulk,
    stopBulk: () => setBulk(null),
  };
}
