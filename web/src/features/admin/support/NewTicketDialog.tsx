import { Form, Formik } from 'formik';
import { useNavigate } from 'react-router';
import { object, string } from 'yup';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, TextAreaField } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { office } from '@/features/admin/tags';

const schema = object({
  subject: string()
    .trim()
    .required('Say what it is about.')
    .max(160, 'Use at most 160 characters.'),
  body: string().trim().required('Write something.').max(20_000),
});

/** Staff write to a customer first: a ticket that begins with an answer. */
export function NewTicketDialog({
  customerId,
  orderId,
  name,
  onClose,
}: {
  customerId: number;
  orderId?: string;
  name: string;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const [create, { error }] = office.useCreateTicketMutation();
  return (
    <Dialog open onClose={onClose} title={`Write to ${name}`}>
      <Formik
        initialValues={{ subject: '', body: '' }}
        validationSchema={schema}
        onSubmit={async ({ subject, body }) => {
          const staffTicket = { customer_id: customerId, subject, body, order_id: orderId ?? null };
          const { data } = await create({ staffTicket });
          if (data) void navigate(`/admin/tickets/${data.ticket.id}`);
        }}
      >
        {({ isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-4">
            <ErrorSummary />
            <Field name="subject" label="Subject" maxLength={160} data-autofocus="true" />
            <TextAreaField
              name="body"
              label="Message"
              rows={6}
              hint="It goes out by mail, and the answer comes back here."
            />
            {error && <Notice tone="bad">{describeError(error)}</Notice>}
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={onClose}>Not now</Button>
              <Button type="submit" look="primary" busy={isSubmitting}>
                Send
              </Button>
            </div>
          </Form>
        )}
      </Formik>
    </Dialog>
  );
}
