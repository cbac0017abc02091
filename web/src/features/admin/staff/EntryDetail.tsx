import { KeyValue } from '@/features/admin/ui/KeyValue';
import { formatDateTime } from '@/lib/format';
import { cx } from '@/lib/cx';
import { actorName, type AuditEntry } from './auditWords';
import { changesOf } from './changes';

/** One entry: who, what about, and the fields as they were and as they are. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const changes = changesOf(entry.before, entry.after);
  return (
    <div className="flex flex-col gap-6">
      <KeyValue
        facts={[
          { name: 'When', value: formatDateTime(entry.at) },
          { name: 'Who', value: actorName(entry) },
          { name: 'On behalf of', value: entry.on_behalf_of },
          { name: 'About', value: `${entry.entity} ${entry.entity_id}` },
          { name: 'Note', value: entry.note },
          { name: 'Seal', value: entry.seal === null ? 'In a moment' : String(entry.seal) },
        ]}
      />
      {changes.length > 0 && (
        <table className="w-full text-left text-sm">
          <caption className="mb-2 text-left font-bold">What changed</caption>
          <thead className="text-ink-2">
            <tr>
              <th scope="col" className="py-1 pr-3 font-semibold">
                Field
              </th>
              <th scope="col" className="py-1 pr-3 font-semibold">
                Before
              </th>
              <th scope="col" className="py-1 font-semibold">
                After
              </th>
            </tr>
          </thead>
          <tbody className="align-top">
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-3 font-normal text-ink-2">
                  {field.replaceAll('_', ' ')}
                </th>
                <td className={cx('py-1.5 pr-3 break-words', before !== after && 'text-bad')}>
                  {before === after ? before : <del className="no-underline">{before || '—'}</del>}
                </td>
                <td className={cx('py-1.5 break-words', before !== after && 'text-good')}>
                  {before === after ? after : <ins className="no-underline">{after || '—'}</ins>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
