import { useId, useState, type FormEvent } from 'react';
import type { Conversation, TicketState } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { selectAccount } from '@/api/session';
import { AttachFiles, type Attached } from '@/features/support/AttachFiles';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { inputClass } from '@/ui/Field';
import { ChevronDownIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { Notice } from '@/ui/States';
import { useSelector } from 'react-redux';
import { office } from '@/features/admin/tags';

type Ticket = Conversation['ticket'];

const after: { state: TicketState; label: string }[] = [
  { state: 'pending', label: 'Send, and wait for the customer' },
  { state: 'solved', label: 'Send, and mark it solved' },
  { state: 'open', label: 'Send, and keep it open' },
];

/** What a canned answer leaves open. */
function filled(text: string, ticket: Ticket, agent: string): string {
  const values: Record<string, string> = {
    first_name: ticket.customer_name.split(' ')[0] ?? '',
    order: ticket.order_number ?? '',
    ticket: `#${ticket.number}`,
    agent,
  };
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** An answer to the customer, or a note for the staff. */
export function AnswerForm({ ticket }: { ticket: Ticket }) {
  const id = useId();
  const account = useSelector(selectAccount);
  const [note, setNote] = useState(false);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<Attached[]>([]);
  const { data: canned = [] } = office.useListCannedAnswersQuery();
  const [send, { isLoading, error }] = office.useAddTicketMessageMutation();

  async function submit(state?: TicketState) {
    const staffMessage = {
      body: text,
      note,
      state: note ? null : (state ?? null),
      attachment_ids: files.map((file) => file.id),
    };
    const { data } = await send({ id: ticket.id, staffMessage });
    if (!data) return;
    setText('');
    setFiles([]);
    setNote(false);
  }
  const ready = text.trim() !== '' && !isLoading;
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
      className={cx(
        'flex flex-col gap-3 rounded-xl border p-4 print:hidden',
        note ? 'border-warn bg-warn-soft' : 'border-line bg-surface',
      )}
    >
      <div className="flex flex-wrap items-center gap-2">
        <div role="group" aria-label="What you write" className="flex gap-1">
          {[false, true].map((isNote) => (
            <button
              key={String(isNote)}
              type="button"
              aria-pressed={note === isNote}
              onClick={() => setNote(isNote)}
              className="min-h-10 rounded-full px-3 text-sm font-semibold text-ink-2 hover:text-ink aria-pressed:bg-ink aria-pressed:text-paper"
            >
              {isNote ? 'Note for the staff' : 'Answer'}
            </button>
          ))}
        </div>
        {!note && canned.length > 0 && (
          <Menu
            label="Canned answers"
            className="ml-auto inline-flex h-10! w-auto! items-center whitespace-nowrap gap-1.5 rounded-full px-3 text-sm font-semibold hover:bg-sunken"
            trigger={
              <>
                Canned answers <ChevronDownIcon size={16} />
              </>
            }
            items={canned.map(({ title, body }) => ({
              label: title,
              onSelect: () => {
                const words = filled(body, ticket, account?.display_name ?? '');
                setText((before) => (before.trim() ? `${before.trim()}\n\n${words}` : words));
              },
            }))}
          />
        )}
      </div>
      <label htmlFor={id} className="sr-only">
        {note ? 'Note' : 'Answer'}
      </label>
      <textarea
        id={id}
        rows={6}
        value={text}
        maxLength={20_000}
        onChange={({ target }) => setText(target.value)}
        placeholder={
          note
            ? 'Only the staff see this.'
            : `Write to ${ticket.customer_name}. It goes out by mail, too.`
        }
        className={`${inputClass} border-line-strong`}
      />
      <AttachFiles url="/api/v1/admin/attachments" files={files} onChange={setFiles} />
      {!ticket.customer_email && !note && (
        <Notice>The account is deleted: the answer stays here and is not mailed.</Notice>
      )}
      {error && <Notice tone="bad">{describeError(error)}</Notice>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {note ? (
          <Button type="submit" look="primary" disabled={!ready} busy={isLoading}>
            Keep the note
          </Button>
        ) : (
          <>
            <Menu
              label="Send and …"
              className="inline-flex h-10! w-auto! items-center whitespace-nowrap gap-1.5 rounded-full border border-line-strong bg-surface px-4 text-sm font-semibold hover:bg-sunken"
              trigger={
                <>
                  Send and … <ChevronDownIcon size={16} />
                </>
              }
              items={after.map(({ state, label }) => ({
                label,
                onSelect: () => ready && void submit(state),
              }))}
            />
            <Button type="submit" look="primary" disabled={!ready} busy={isLoading}>
              Send the answer
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
