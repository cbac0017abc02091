import { useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { MyConversation } from '@/api/generated';
import { describeError, isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { inputClass } from '@/ui/Field';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, EmptyState, ErrorState, Notice } from '@/ui/States';
import { AttachFiles, type Attached } from './AttachFiles';
import { helpApi, turns } from './helpApi';
import { MessageList } from './MessageList';

const pollMs = 15_000;

export default function ConversationPage() {
  const { id = '' } = useParams();
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <nav aria-label="Breadcrumb" className="text-sm">
          <Link to="/help" className="font-semibold text-accent hover:underline">
            Help
          </Link>
        </nav>
        <Loaded id={id} />
      </div>
    </CustomerOnly>
  );
}

function Loaded({ id }: { id: string }) {
  const { currentData, error, refetch } = helpApi.useGetMyTicketQuery(
    { id },
    { refetchOnMountOrArgChange: true, pollingInterval: pollMs, skipPollingIfUnfocused: true },
  );
  usePageTitle(currentData?.ticket.subject ?? 'Help');
  if (currentData) return <Conversation conversation={currentData} />;
  if (isNotFound(error)) {
    return (
      <EmptyState
        heading="h1"
        title="There is no such question here"
        action={<LinkButton to="/help">Your questions</LinkButton>}
      >
        It may belong to another account.
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className="mt-4">
      <Loading what="the conversation" />
      <RowsSkeleton count={4} />
    </div>
  );
}

function Conversation({ conversation: { ticket, messages } }: { conversation: MyConversation }) {
  const [settle, settling] = helpApi.useSettleMyTicketMutation();
  const over = ticket.state === 'solved' || ticket.state === 'closed';
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-3xl font-bold break-words">{ticket.subject}</h1>
        <Badge tone={turns[ticket.state].tone}>{turns[ticket.state].label}</Badge>
      </div>
      <p className="mt-2 text-sm text-ink-2">
        Question #{ticket.number}
        {ticket.order_id && (
          <>
            {' '}
            about{' '}
            <Link
              to={`/purchases/${ticket.order_id}`}
              className="font-semibold text-accent hover:underline"
            >
              order {ticket.order_number}
            </Link>
          </>
        )}
        {ticket.track_id && (
          <>
            {' '}
            about{' '}
            <Link
              to={`/tracks/${ticket.track_id}`}
              className="font-semibold text-accent hover:underline"
            >
              {ticket.track_name}
            </Link>
          </>
        )}
      </p>
      <div className="mt-6">
        <MessageList messages={messages} own="customer" />
      </div>
      <Reply id={ticket.id} over={over} />
      {!over && (
        <Button
          look="quiet"
          className="mt-3"
          busy={settling.isLoading}
          onClick={() => void settle({ id: ticket.id })}
        >
          It is solved, thank you
        </Button>
      )}
      {settling.error && <Notice tone="bad">{describeError(settling.error)}</Notice>}
    </>
  );
}

function Reply({ id, over }: { id: string; over: boolean }) {
  const field = useId();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<Attached[]>([]);
  const [send, { isLoading, error }] = helpApi.useAddMyTicketMessageMutation();
  async function submit() {
    const newMessage = { body: text, attachment_ids: files.map((file) => file.id) };
    const { data } = await send({ id, newMessage });
    if (!data) return;
    setText('');
    setFiles([]);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="mt-6 flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4"
    >
      <label htmlFor={field} className="text-sm font-semibold">
        {over ? 'Something is left? Write again, and we open it again.' : 'Write to us'}
      </label>
      <textarea
        id={field}
        rows={4}
        maxLength={20_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className={`${inputClass} border-line-strong`}
      />
      <AttachFiles url="/api/v1/support/attachments" files={files} onChange={setFiles} />
      {error && <Notice tone="bad">{describeError(error)}</Notice>}
      <Button
        type="submit"
        look="primary"
        className="self-end"
        busy={isLoading}
        disabled={text.trim() === ''}
      >
        Send
      </Button>
    </form>
  );
}
