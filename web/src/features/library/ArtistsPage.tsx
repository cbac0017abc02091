import { useSelector } from 'react-redux';
import { selectIsCustomer } from '@/api/session';
import { plural } from '@/lib/format';
import { oneOf, useQueryState } from '@/lib/useQueryState';
import { onlyFilter } from './filter';
import { useLibraryArtistsInfiniteQuery } from './libraryApi';
import { Tile, TilesPage } from './TilesPage';

const sorts = { name: 'Name', '-songs': 'Most songs', '-added': 'Newest first' };
const known = ['name', '-songs', '-added'] as const;

export default function ArtistsPage() {
  const { params } = useQueryState();
  const sort = oneOf(params.get('sort'), known);
  const skip = !useSelector(selectIsCustomer);
  const list = useLibraryArtistsInfiniteQuery({ q: params.get('q') ?? '', sort }, { skip });
  return (
    <TilesPage
      title="Artists"
      word="artist"
      list={list}
      sorts={sorts}
      sort={sort}
      renderTile={({ name, songs, albums, cover_url }) => (
        <Tile
          key={name}
          to={`/library?filter=${encodeURIComponent(onlyFilter({ artist: name }))}`}
          cover={cover_url}
          name={name}
          lines={[
            [plural(songs, 'song'), albums && plural(albums, 'album')].filter(Boolean).join(', '),
          ]}
          round
        />
      )}
    />
  );
}
