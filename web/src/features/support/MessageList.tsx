import { cx } from '@/lib/cx';
import { formatDateTime } from '@/lib/format';
import { DownloadIcon } from '@/ui/icons';

/** As the service tells it, to customers and to staff. */
export type Message = {
  id: string;
  author: string;
  author_name?: string | null;
  kind: string;
  body: string;
  channel: string;
  from_address?: string | null;
  created_at: string;
  attachments: { id: string; file_name: string; bytes: number; url: string }[];
};

/** What was written, the first first; one's own stands to the right. */
export function MessageList({
  messages,
  own,
}: {
  messages: readonly Message[];
  own: 'customer' | 'staff';
}) {
  return (
    <ol aria-label="Messages" className="flex flex-col gap-4">
      {messages.map((message) =>
        message.kind === 'event' ? (
          <li key={message.id} className="text-center text-sm text-ink-2">
            {message.author_name && <strong>{message.author_name} </strong>}
            {message.body} ·{' '}
            <time dateTime={message.created_at}>{formatDateTime(message.created_at)}</time>
          </li>
        ) : (
          <Letter key={message.id} message={message} mine={message.author === own} own={own} />
        ),
      )}
    </ol>
  );
}

function Letter({
  message,
  mine,
  own,
}: {
  message: Message;
  mine: boolean;
  own: 'customer' | 'staff';
}) {
  const note = message.kind === 'note';
  const name =
    own === 'customer' && message.author === 'customer'
      ? 'You'
      : (message.author_name ?? 'Chinook');
  return (
    <li
      className={cx(
        'flex max-w-[46rem] flex-col gap-1',
        mine ? 'ml-auto items-end' : 'items-start',
      )}
    >
      <p className="text-sm text-ink-2">
        <strong className="text-ink">{name}</strong>
        {note && ' · note for the staff'}
        {message.channel === 'mail' && ' · by mail'} ·{' '}
        <time dateTime={message.created_at}>{formatDateTime(message.created_at)}</time>
      </p>
      {message.from_address && (
        <p className="text-sm text-warn">
          Written from {message.from_address}, which is not the customer’s address.
        </p>
      )}
      <div
        className={cx(
          'max-w-full rounded-2xl px-4 py-3 break-words whitespace-pre-line',
          note ? 'bg-warn-soft' : mine ? 'bg-accent-soft' : 'bg-sunken',
        )}
      >
        {message.body}
      </div>
      {message.attachments.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {message.attachments.map(({ id, file_name, bytes, url }) => (
            <li key={id}>
              <a
                href={url}
                download={file_name}
                className="inline-flex min-h-9 max-w-full items-center gap-2 rounded-full border border-line-strong bg-surface px-3 text-sm hover:bg-sunken"
              >
                <DownloadIcon size={16} className="shrink-0" />
                <span className="truncate">{file_name}</span>
                <span className="text-ink-2">{size(bytes)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export const size = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
