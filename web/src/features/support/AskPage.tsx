import { Form, Formik } from 'formik';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { object, string } from 'yup';
import { useGetOrderQuery, useGetTrackQuery } from '@/api/generated';
import { describeError } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, TextAreaField } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { AttachFiles, type Attached } from './AttachFiles';
import { helpApi } from './helpApi';

const schema = object({
  subject: string().trim().required('Say in a few words what it is about.').max(160),
  body: string().trim().required('Tell us what happened.').max(20_000),
});

/** A question: in general, about an order (`?order=`) or about a track (`?track=`). */
export default function AskPage() {
  usePageTitle('Ask us something');
  return (
    <CustomerOnly>
      <div className="page max-w-2xl py-8 sm:py-12">
        <h1 className="text-3xl font-bold sm:text-4xl">Ask us something</h1>
        <Question />
      </div>
    </CustomerOnly>
  );
}

function Question() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const order = params.get('order');
  const track = idFrom(params.get('track'));
  const { data: about } = useGetOrderQuery({ id: order ?? '' }, { skip: !order });
  const { data: music } = useGetTrackQuery({ id: track ?? 0 }, { skip: !track });
  const [files, setFiles] = useState<Attached[]>([]);
  const [ask, { error }] = helpApi.useCreateMyTicketMutation();
  return (
    <Formik
      initialValues={{ subject: '', body: '' }}
      validationSchema={schema}
      onSubmit={async ({ subject, body }) => {
        const newTicket = {
          subject,
          body,
          order_id: order,
          track_id: track ?? null,
          attachment_ids: files.map(({ id }) => id),
        };
        const { data } = await ask({ newTicket });
        if (data) void navigate(`/help/${data.ticket.id}`, { replace: true });
      }}
    >
      {({ isSubmitting }) => (
        <Form noValidate className="mt-6 flex flex-col gap-5">
          <ErrorSummary />
          {about && <Notice>About your order {about.number}.</Notice>}
          {music && <Notice>About “{music.name}”.</Notice>}
          <Field name="subject" label="What is it about?" maxLength={160} autoComplete="off" />
          <TextAreaField name="body" label="What happened?" rows={8} maxLength={20_000} />
          <AttachFiles url="/api/v1/support/attachments" files={files} onChange={setFiles} />
          <p className="text-sm text-ink-2">Pictures, PDF or text, up to 5 MB each.</p>
          {error && <Notice tone="bad">{describeError(error)}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              Send
            </Button>
            <LinkButton size="large" look="quiet" to="/help">
              Back to help
            </LinkButton>
          </div>
        </Form>
      )}
    </Formik>
  );
}
