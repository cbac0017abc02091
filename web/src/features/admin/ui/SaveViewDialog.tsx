import { Form, Formik } from 'formik';
import { boolean, object, string } from 'yup';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { CheckboxField, Field } from '@/ui/Field';
import { Notice } from '@/ui/States';

const schema = object({
  name: string().trim().required('Give it a name.').max(60, 'Use at most 60 characters.'),
  shared: boolean(),
});

/** A name for the list as it stands. */
export function SaveViewDialog({
  busy,
  error,
  onSave,
  onClose,
}: {
  busy: boolean;
  error: unknown;
  onSave: (name: string, shared: boolean) => Promise<void>;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title="Keep this view">
      <Formik
        initialValues={{ name: '', shared: false }}
        validationSchema={schema}
        onSubmit={({ name, shared }) => onSave(name.trim(), shared)}
      >
        <Form noValidate className="flex flex-col gap-4">
          <Field name="name" label="Name" maxLength={60} data-autofocus="true" autoComplete="off" />
          <CheckboxField name="shared" label="All staff see it" />
          {Boolean(error) && <Notice tone="bad">{describeError(error)}</Notice>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Not now</Button>
            <Button type="submit" look="primary" busy={busy}>
              Keep the view
            </Button>
          </div>
        </Form>
      </Formik>
    </Dialog>
  );
}
