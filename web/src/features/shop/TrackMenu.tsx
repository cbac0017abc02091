import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import type { Track } from '@/api/generated';
import { selectIsCustomer } from '@/api/session';
import { usePlay } from '@/features/player/usePlay';
import { AddToPlaylist } from '@/features/playlists/AddToPlaylist';
import { MoreIcon, PlayNextIcon, QueueIcon } from '@/ui/icons';
import { Menu, type MenuItem } from '@/ui/Menu';

export function TrackMenu({ track, tabIndex }: { track: Track; tabIndex?: number }) {
  const navigate = useNavigate();
  const { playNext, addToEnd } = usePlay();
  const isCustomer = useSelector(selectIsCustomer);
  const [adding, setAdding] = useState(false);
  const { album, artist } = track;
  const items: MenuItem[] = [
    { label: 'Play next', icon: <PlayNextIcon size={18} />, onSelect: () => playNext([track]) },
    {
      label: 'Add to the end of the queue',
      icon: <QueueIcon size={18} />,
      onSelect: () => addToEnd([track]),
    },
  ];
  if (isCustomer) items.push({ label: 'Add to a playlist…', onSelect: () => setAdding(true) });
  if (album)
    items.push({ label: 'Go to the album', onSelect: () => void navigate(`/albums/${album.id}`) });
  if (artist)
    items.push({
      label: 'Go to the artist',
      onSelect: () => void navigate(`/artists/${artist.id}`),
    });
  return (
    <>
      <Menu
        label={`More for ${track.name}`}
        trigger={<MoreIcon size={18} />}
        items={items}
        className="size-8!"
        tabIndex={tabIndex}
      />
      {adding && (
        <AddToPlaylist
          what={{ tracks: [track.id] }}
          label={`“${track.name}”`}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
