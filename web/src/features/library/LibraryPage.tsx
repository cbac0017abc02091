import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { selectAccount } from '@/api/session';
import { formatLength, plural } from '@/lib/format';
import { Button, IconButton, LinkButton } from '@/ui/Button';
import { DownloadIcon, PlayIcon, PlusIcon, SettingsIcon } from '@/ui/icons';
import { Select } from '@/ui/Select';
import { openEdits } from './edits';
import { chosenCount } from './filter';
import { FilterPanel, FilterChips } from './FilterPanel';
import { FilterSheet, useFilterPanel } from './FilterSheet';
import { LibraryLayout } from './LibraryLayout';
import { useLibraryFacetsQuery } from './libraryApi';
import { usePlaySongs } from './playing';
import { SongDialogs } from './SongDialogs';
import { SongSearch } from './SongSearch';
import { SongsSection } from './SongsSection';
import { useOpenSong } from './useOpenSong';
import { badQuery, sortName, sorts, useLibraryView } from './useLibraryView';
import { useSongWindows } from './useSongWindows';

/** The songs: all of them, the favourites, or those that are new. */
export default function LibraryPage() {
  const { title, view } = useLibraryView();
  const song = useOpenSong();
  return (
    <LibraryLayout
      title={title}
      about={<Summary q={view.q} filter={view.filter} />}
      actions={
        <Button look="primary" onClick={() => song.open('new')}>
          <PlusIcon size={18} /> Add a song
        </Button>
      }
    >
      <Songs />
    </LibraryLayout>
  );
}

/** The page that exports what is shown. */
function exportOf({ q, filter }: { q: string; filter: string }): string {
  const shown = Object.entries({ q, filter }).filter(([, value]) => value !== '');
  const query = new URLSearchParams(shown).toString();
  return `/library/export${query && `?${query}`}`;
}

function Songs() {
  const library = useLibraryView();
  const { view, filter, setFilter, setSort } = library;
  const account = useSelector(selectAccount);
  useEffect(() => {
    if (account) openEdits(account.id);
  }, [account]);
  const list = useSongWindows(view);
  const { playFrom } = usePlaySongs(view, list.total ?? 0);
  const song = useOpenSong();
  const panel = useFilterPanel();
  const [choosing, setChoosing] = useState(false);
  const fault = badQuery(list.error);
  const chosen = chosenCount(filter);
  const isBare = list.total === 0 && view.q === '' && chosen === 0;
  const aside = panel.aside && !isBare;
  const panelProps = { q: view.q, whole: view.filter, filter, onChange: setFilter };

  return (
    <>
      <div className="flex flex-wrap items-start gap-x-2 gap-y-3 pb-4 sm:gap-x-3">
        <div className="flex min-w-0 flex-[1_1_20rem]">
          <SongSearch value={view.q} onSearch={library.setQuery} fault={fault} />
        </div>
        {list.total !== undefined && list.total > 0 && (
          <Button aria-label="Play all" onClick={() => void playFrom(0, undefined)}>
            <PlayIcon size={18} /> <span className="max-sm:sr-only">Play all</span>
          </Button>
        )}
        <Button aria-expanded={panel.open} onClick={panel.toggle}>
          Filters{chosen > 0 && ` (${chosen})`}
        </Button>
        <div className="flex min-w-0 max-sm:flex-[1_1_7rem]">
          <Select label="Sort by" value={view.sort} onChange={setSort}>
            {Object.keys(sorts)
              .filter((sort) => sort !== 'relevance' || view.q)
              .map((sort) => (
                <option key={sort} value={sort}>
                  {sortName(sort)}
                </option>
              ))}
          </Select>
        </div>
        {/* A phone shows the columns that fit. */}
        <IconButton
          label="Choose columns"
          className="max-sm:hidden"
          onClick={() => setChoosing(true)}
        >
          <SettingsIcon />
        </IconButton>
        <LinkButton
          to={exportOf(view)}
          look="quiet"
          aria-label="Export these songs"
          title="Export these songs"
          className="size-10 p-0!"
        >
          <DownloadIcon />
        </LinkButton>
      </div>
      <FilterChips filter={filter} onChange={setFilter} />
      <div className={aside ? 'grid grid-cols-[13rem_minmax(0,1fr)] gap-8' : undefined}>
        {aside && (
          <aside
            aria-label="Filters"
            className="sticky top-16 max-h-[calc(100dvh-10rem)] self-start overflow-y-auto py-4 pr-1"
          >
            <FilterPanel {...panelProps} />
          </aside>
        )}
        <SongsSection
          library={library}
          list={list}
          onEdit={song.open}
          choosingColumns={choosing}
          onColumnsChosen={() => setChoosing(false)}
        />
      </div>
      <FilterSheet {...panelProps} open={panel.sheet} onClose={panel.close} />
      <SongDialogs openSong={song} />
    </>
  );
}

function Summary({ q, filter }: { q: string; filter: string }) {
  const account = useSelector(selectAccount);
  const { data } = useLibraryFacetsQuery({ q, filter }, { skip: !account });
  if (!data) return <>&nbsp;</>;
  const length = data.duration_ms > 0 ? `, ${formatLength(data.duration_ms)}` : '';
  return `${plural(data.total, 'song')}${length}`;
}
