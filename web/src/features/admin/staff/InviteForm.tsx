import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import type { Role, StaffMember } from '@/api/generatedAdmin';
import { email } from '@/features/auth/schema';
import { roleNames } from '@/features/admin/words';
import { useAppDispatch } from '@/lib/dispatch';
import { orNull, sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, SelectField } from '@/ui/Field';
import { toasted } from '@/ui/toastSlice';
import { useInviteStaffMutation } from './staffApi';

const name = string().trim().max(40, 'Use at most 40 letters.');
const schema = object({
  first_name: name.required('Enter the first name.'),
  last_name: name.required('Enter the last name.'),
  email,
  title: string().trim().max(60, 'Use at most 60 letters.'),
  role: string().required('Choose a role.'),
});

const blank = { first_name: '', last_name: '', email: '', title: '', role: '', reports_to: '' };

export function InviteForm({ members, onDone }: { members: StaffMember[]; onDone: () => void }) {
  const [invite] = useInviteStaffMutation();
  const dispatch = useAppDispatch();
  return (
    <Formik
      initialValues={blank}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={async (values, helpers) => {
        const sent = await sendForm(values, helpers, () =>
          invite({
            invitation: {
              first_name: values.first_name.trim(),
              last_name: values.last_name.trim(),
              email: values.email.trim(),
              title: orNull(values.title),
              role: values.role as Role,
              reports_to: values.reports_to ? Number(values.reports_to) : null,
            },
          }).unwrap(),
        );
        if (!sent) return;
        dispatch(toasted({ message: `The invitation to ${values.email.trim()} is on its way.` }));
        onDone();
      }}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <p className="text-sm text-ink-2">
            They get a mail with a link, choose a password and set up an authenticator app.
          </p>
          <ErrorSummary general={status} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="first_name" label="First name" autoComplete="off" />
            <Field name="last_name" label="Last name" autoComplete="off" />
          </div>
          <Field name="email" label="E-mail address" type="email" autoComplete="off" />
          <Field name="title" label="Title" optional placeholder="Sales Support Agent" />
          <RoleField />
          <ManagerField members={members} />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Send the invitation
          </Button>
        </Form>
      )}
    </Formik>
  );
}

export function RoleField() {
  return (
    <SelectField name="role" label="Role">
      <option value="">Choose …</option>
      {Object.entries(roleNames).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

export function ManagerField({ members }: { members: StaffMember[] }) {
  return (
    <SelectField name="reports_to" label="Reports to" optional>
      <option value="">Nobody</option>
      {members.map(({ id, name: person, title }) => (
        <option key={id} value={id}>
          {title ? `${person}, ${title}` : person}
        </option>
      ))}
    </SelectField>
  );
}
