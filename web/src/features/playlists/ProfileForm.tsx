import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import { problemType } from '@/api/problem';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { useSaveProfileMutation } from './sharingApi';
import type { OwnProfile } from './types';

const schema = object({
  name: string().trim().required('Say which name to show.').max(60, 'At most 60 letters.'),
  handle: string()
    .trim()
    .lowercase()
    .required('Choose an address.')
    .matches(/^[a-z0-9-]{3,30}$/, 'Use 3 to 30 of the letters a to z, digits and hyphens.'),
});

/** The public page of a listener: its address and the name on it. */
export function ProfileForm({
  profile,
  onSaved,
}: {
  profile?: OwnProfile;
  onSaved: (profile: OwnProfile) => void;
}) {
  const [save] = useSaveProfileMutation();
  async function send(values: OwnProfile) {
    onSaved(await save(schema.cast(values) as OwnProfile).unwrap());
  }
  return (
    <Formik
      initialValues={profile ?? { name: '', handle: '' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values), taken)}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="name" label="Name to show" autoComplete="nickname" />
          <Field
            name="handle"
            label="Address of your page"
            hint={`${window.location.host}/u/…`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Button type="submit" look="primary" busy={isSubmitting} className="self-start">
            Save and show the playlist
          </Button>
        </Form>
      )}
    </Formik>
  );
}

const taken = (error: unknown) =>
  problemType(error) === 'handle-taken'
    ? 'Somebody has this address already. Choose another.'
    : null;
