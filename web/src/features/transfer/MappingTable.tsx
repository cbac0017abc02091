import { IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';
import { inputClass } from '@/features/playlists/inputs';
import { fields } from './fields';
import { useDeleteImportMappingMutation, useImportMappingsQuery } from './transferApi';
import type { Import, Mapping } from './types';

type Columns = NonNullable<Import['columns']>;

/** What each column of a CSV holds: guessed, with samples, corrected by hand, kept under a name. */
export function MappingTable({
  columns,
  mapping,
  onMapping,
  saveAs,
  onSaveAs,
}: {
  columns: Columns;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  saveAs: string;
  onSaveAs: (name: string) => void;
}) {
  return (
    <section aria-labelledby="columns" className="flex flex-col gap-4">
      <h2 id="columns" className="text-xl font-bold">
        What the columns hold
      </h2>
      <SavedMappings columns={columns} mapping={mapping} onMapping={onMapping} />
      {/* A wide file scrolls inside its frame, by keyboard too. */}
      <div role="region" aria-label="Columns of the file" tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-2 pr-4">
                Column
              </th>
              <th scope="col" className="py-2 pr-4">
                In the file
              </th>
              <th scope="col" className="py-2">
                Is
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, samples }) => (
              <tr key={name} className="border-b border-line">
                <th scope="row" className="max-w-48 truncate py-2 pr-4 font-semibold">
                  {name}
                </th>
                <td className="max-w-48 truncate py-2 pr-4 text-ink-2">{samples.join(' · ')}</td>
                <td className="py-2">
                  <select
                    aria-label={`What “${name}” is`}
                    value={mapping[name] ?? ''}
                    onChange={({ target }) =>
                      onMapping({ ...mapping, [name]: target.value || null })
                    }
                    className={inputClass}
                  >
                    <option value="">Leave out</option>
                    {fields.map(([field, label]) => (
                      <option key={field} value={field}>
                        {label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className="flex max-w-md flex-col gap-1.5 text-sm font-semibold">
        Keep this for the next file, under the name (optional)
        <input
          value={saveAs}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onSaveAs(event.target.value)}
          className={inputClass}
        />
      </label>
    </section>
  );
}

/** Earlier mappings that fit: at least one of their columns is in this file. */
function SavedMappings({
  columns,
  mapping,
  onMapping,
}: {
  columns: Columns;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}) {
  const { data } = useImportMappingsQuery();
  const [remove] = useDeleteImportMappingMutation();
  const fitting = (data?.items ?? []).filter((saved) =>
    columns.some(({ name }) => saved.mapping[name]),
  );
  if (fitting.length === 0) return null;
  const applied = (saved: Mapping): Mapping =>
    Object.fromEntries(columns.map(({ name }) => [name, saved[name] ?? null]));
  const isSame = (saved: Mapping) =>
    columns.every(({ name }) => (mapping[name] ?? null) === (saved[name] ?? null));
  return (
    <ul aria-label="Kept mappings" className="flex flex-wrap gap-2">
      {fitting.map((saved) => (
        <li key={saved.name} className="flex items-center rounded-full border border-line-strong">
          <button
            type="button"
            aria-pressed={isSame(saved.mapping)}
            onClick={() => onMapping(applied(saved.mapping))}
            className="min-h-8 rounded-full px-3 text-sm font-semibold hover:bg-sunken"
          >
            Use “{saved.name}”
          </button>
          <IconButton
            label={`Forget the mapping “${saved.name}”`}
            size="small"
            onClick={() => void remove(saved.name)}
          >
            <TrashIcon size={16} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
