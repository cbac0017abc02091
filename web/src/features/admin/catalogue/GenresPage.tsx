import { useState } from 'react';
import type { CatalogueGenre, CatalogueMediaType } from '@/api/generatedAdmin';
import { Button } from '@/ui/Button';
import { MoreIcon, PlusIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { useDesk, useDeskAction, useDeskWrite } from './desk';
import { MergeDialog } from './MergeDialog';
import { NameDialog } from './NameDialog';

type Asking =
  | { do: 'genre' }
  | { do: 'rename' | 'merge'; genre: CatalogueGenre }
  | { do: 'format'; format: CatalogueMediaType | null }
  | null;

export default function GenresPage() {
  const genres = useDesk<{ items: CatalogueGenre[] }>('/genres');
  const formats = useDesk<{ items: CatalogueMediaType[] }>('/media-types');
  const [asking, setAsking] = useState<Asking>(null);
  const write = useDeskWrite();
  const act = useDeskAction();

  const genreColumns: AdminColumn<CatalogueGenre>[] = [
    {
      id: 'name',
      name: 'Genre',
      min: 160,
      render: ({ name }) => <span className="font-semibold">{name}</span>,
    },
    {
      id: 'family',
      name: 'Listed with',
      render: ({ id, family }) => (family.id === id ? '—' : family.name),
    },
    { id: 'tracks', name: 'Tracks', width: 90, align: 'end', render: (row) => row.track_count },
    { id: 'sold', name: 'Sold', width: 90, align: 'end', render: (row) => row.units_sold },
    {
      id: 'more',
      name: 'Actions',
      width: 90,
      render: (genre) => (
        <Menu
          label={`Actions for ${genre.name}`}
          trigger={<MoreIcon size={18} />}
          items={[
            { label: 'Rename', onSelect: () => setAsking({ do: 'rename', genre }) },
            { label: 'Merge into another', onSelect: () => setAsking({ do: 'merge', genre }) },
            ...(genre.track_count === 0
              ? [
                  {
                    label: 'Archive',
                    onSelect: () =>
                      void act({ url: `/genres/${genre.id}/archive` }, 'The genre is archived.'),
                  },
                ]
              : []),
          ]}
        />
      ),
    },
  ];
  const formatColumns: AdminColumn<CatalogueMediaType>[] = [
    {
      id: 'name',
      name: 'Format',
      min: 160,
      render: ({ name }) => <span className="font-semibold">{name}</span>,
    },
    {
      id: 'kind',
      name: 'Kind',
      width: 90,
      render: ({ kind }) => (kind === 'audio' ? 'Audio' : 'Video'),
    },
    { id: 'tracks', name: 'Tracks', width: 90, align: 'end', render: (row) => row.track_count },
    {
      id: 'more',
      name: 'Actions',
      width: 110,
      render: (format) => (
        <Button size="small" look="quiet" onClick={() => setAsking({ do: 'format', format })}>
          Rename
        </Button>
      ),
    },
  ];

  return (
    <AdminPage title="Genres and formats">
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title="Genres"
          flush
          actions={
            <Button size="small" onClick={() => setAsking({ do: 'genre' })}>
              <PlusIcon size={16} /> New genre
            </Button>
          }
        >
          <AdminTable
            label="Genres"
            columns={genreColumns}
            list={wholeList(genres.data?.items, { error: genres.error, retry: genres.retry })}
            rowKey={({ id }) => String(id)}
            rowName={({ name }) => name}
            inset
          />
        </Panel>
        <Panel
          title="Formats"
          flush
          actions={
            <Button size="small" onClick={() => setAsking({ do: 'format', format: null })}>
              <PlusIcon size={16} /> New format
            </Button>
          }
        >
          <AdminTable
            label="Formats"
            columns={formatColumns}
            list={wholeList(formats.data?.items, { error: formats.error, retry: formats.retry })}
            rowKey={({ id }) => String(id)}
            rowName={({ name }) => name}
            inset
          />
        </Panel>
      </div>
      {asking?.do === 'genre' && (
        <NameDialog
          title="New genre"
          confirm="Add the genre"
          onClose={() => setAsking(null)}
          onConfirm={(name) => write({ url: '/genres', body: { name } })}
        />
      )}
      {asking?.do === 'rename' && (
        <NameDialog
          title="Rename the genre"
          confirm="Save"
          name={asking.genre.name}
          onClose={() => setAsking(null)}
          onConfirm={(name) =>
            write({
              url: `/genres/${asking.genre.id}`,
              method: 'PATCH',
              version: asking.genre.version,
              body: { name },
            })
          }
        />
      )}
      {asking?.do === 'merge' && (
        <MergeDialog
          what="genre"
          one={asking.genre}
          url={`/genres/${asking.genre.id}`}
          choices={genres.data?.items ?? []}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.do === 'format' && (
        <NameDialog
          title={asking.format ? 'Rename the format' : 'New audio format'}
          confirm={asking.format ? 'Save' : 'Add the format'}
          name={asking.format?.name}
          onClose={() => setAsking(null)}
          onConfirm={(name) =>
            asking.format
              ? write({
                  url: `/media-types/${asking.format.id}`,
                  method: 'PATCH',
                  version: asking.format.version,
                  body: { name },
                })
              : write({ url: '/media-types', body: { name, kind: 'audio' } })
          }
        />
      )}
    </AdminPage>
  );
}
