import { api } from '@/api/base';
import type { Import, Mapping, Preview, SavedMapping, Start } from './types';

const base = '/api/v1/library/imports';
export const importPath = (id: string, rest = '') => `${base}/${encodeURIComponent(id)}${rest}`;

export const isMoving = ({ state }: Import) => state === 'running' || state === 'undoing';

/** What was dealt with; before that, the rows of the file with those that only name its columns. */
export const rowsOf = ({ state, counts, rows }: Import) =>
  state === 'done' && counts ? counts.new + counts.matched + counts.duplicate + counts.bad : rows;

/** What comes in and goes out. The upload itself, with its progress, is in `upload.ts`. */
export const transferApi = api
  .enhanceEndpoints({ addTagTypes: ['ImportMappings', 'LibraryCounts', 'Duplicates'] })
  .injectEndpoints({
    // These stand in for the generated operations of the same name: they know what else changes.
    overrideExisting: true,
    endpoints: (build) => ({
      imports: build.query<{ items: Import[] }, void>({
        query: () => base,
        providesTags: ['Imports'],
      }),
      oneImport: build.query<Import, string>({
        query: (id) => importPath(id),
        providesTags: ['Imports'],
      }),
      previewImport: build.query<Preview, { id: string; mapping?: Mapping }>({
        query: ({ id, mapping }) => ({
          url: importPath(id, '/preview'),
          method: 'POST',
          body: { mapping },
        }),
        keepUnusedDataFor: 30,
      }),
      startImport: build.mutation<Import, { id: string; start: Start }>({
        query: ({ id, start }) => ({
          url: importPath(id, '/start'),
          method: 'POST',
          body: start,
        }),
        invalidatesTags: (_done, error) => (error ? ['Imports'] : ['Imports', 'ImportMappings']),
      }),
      stopImport: build.mutation<Import, string>({
        query: (id) => ({ url: importPath(id, '/stop'), method: 'POST' }),
        invalidatesTags: ['Imports'],
      }),
      undoImport: build.mutation<Import, string>({
        query: (id) => ({ url: importPath(id, '/undo'), method: 'POST' }),
        invalidatesTags: ['Imports'],
      }),
      deleteImport: build.mutation<null, string>({
        query: (id) => ({ url: importPath(id), method: 'DELETE' }),
        invalidatesTags: (_done, error) => (error ? ['Imports'] : []),
        async onQueryStarted(id, { dispatch, queryFulfilled }) {
          const patch = dispatch(
            transferApi.util.updateQueryData('imports', undefined, (list) => {
              list.items = list.items.filter((item) => item.id !== id);
            }),
          );
          await queryFulfilled.catch(patch.undo);
        },
      }),
      importMappings: build.query<{ items: SavedMapping[] }, void>({
        query: () => '/api/v1/library/import-mappings',
        providesTags: ['ImportMappings'],
      }),
      deleteImportMapping: build.mutation<null, string>({
        query: (name) => ({
          url: `/api/v1/library/import-mappings/${encodeURIComponent(name)}`,
          method: 'DELETE',
        }),
        invalidatesTags: ['ImportMappings'],
      }),
    }),
  });

export const {
  useImportsQuery,
  useOneImportQuery,
  usePreviewImportQuery,
  useStartImportMutation,
  useStopImportMutation,
  useUndoImportMutation,
  useDeleteImportMutation,
  useImportMappingsQuery,
  useDeleteImportMappingMutation,
} = transferApi;
