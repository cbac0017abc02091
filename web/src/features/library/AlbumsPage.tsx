import { useSelector } from 'react-redux';
import { selectIsCustomer } from '@/api/session';
import { formatLength, plural } from '@/lib/format';
import { oneOf, useQueryState } from '@/lib/useQueryState';
import { onlyFilter } from './filter';
import { useLibraryAlbumsInfiniteQuery } from './libraryApi';
import { Tile, TilesPage } from './TilesPage';

const sorts = {
  title: 'Title',
  artist: 'Artist',
  '-year': 'Latest year',
  '-songs': 'Most songs',
  '-added': 'Newest first',
};
const known = ['title', 'artist', '-year', '-songs', '-added'] as const;

export default function AlbumsPage() {
  const { params } = useQueryState();
  const sort = oneOf(params.get('sort'), known);
  const skip = !useSelector(selectIsCustomer);
  const list = useLibraryAlbumsInfiniteQuery({ q: params.get('q') ?? '', sort }, { skip });
  return (
    <TilesPage
      title="Albums"
      word="album"
      list={list}
      sorts={sorts}
      sort={sort}
      renderTile={({ title, artist, year, songs, cover_url, duration_ms }) => (
        <Tile
          key={`${title} ${artist ?? ''}`}
          to={`/library?${new URLSearchParams({ filter: onlyFilter({ album: title }), sort: 'position' })}`}
          cover={cover_url}
          name={title}
          lines={[
            [artist, year].filter(Boolean).join(' · '),
            `${plural(songs, 'song')}${duration_ms > 0 ? `, ${formatLength(duration_ms)}` : ''}`,
          ]}
        />
      )}
    />
  );
}
