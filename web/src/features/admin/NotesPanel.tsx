import { useState, type FormEvent } from 'react';
import type { Note } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/States';
import { office } from '@/features/admin/tags';
import { Panel } from './ui/AdminPage';

/** What the staff noted about an order or a customer, and a place to add to it. */
export function NotesPanel({
  notes,
  order,
  customer,
}: {
  notes: readonly Note[];
  order?: string;
  customer?: number;
}) {
  const [text, setText] = useState('');
  const [toOrder, ordering] = office.useAddOrderNoteMutation();
  const [toCustomer, noting] = office.useAddCustomerNoteMutation();
  const error = ordering.error ?? noting.error;

  async function add(event: FormEvent) {
    event.preventDefault();
    const newNote = { body: text };
    const answer =
      order === undefined
        ? await toCustomer({ id: customer ?? 0, newNote })
        : await toOrder({ id: order, newNote });
    if (!answer.error) setText('');
  }
  return (
    <Panel title="Notes" about="For the staff alone.">
      <form onSubmit={(event) => void add(event)} className="flex flex-col gap-2 print:hidden">
        <textarea
          aria-label="New note"
          rows={2}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder="Note something"
          className="w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-sm placeholder:text-ink-3"
        />
        {text.trim() && (
          <Button
            type="submit"
            size="small"
            className="self-end"
            busy={ordering.isLoading || noting.isLoading}
          >
            Add the note
          </Button>
        )}
        {error && <Notice tone="bad">{describeError(error)}</Notice>}
      </form>
      {notes.length > 0 && (
        <ul className="mt-3 flex flex-col gap-3 text-sm">
          {notes.map(({ id, body, by, created_at }) => (
            <li key={id}>
              <p className="break-words whitespace-pre-line">{body}</p>
              <p className="text-ink-2">
                {by} · <time dateTime={created_at}>{formatDateTime(created_at)}</time>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
