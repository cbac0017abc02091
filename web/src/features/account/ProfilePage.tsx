import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import { orNull } from '@/lib/forms';
import { formatDate } from '@/lib/format';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { AccountLayout } from './AccountLayout';
import type { VersionedProfile } from './profileApi';
import { ProfileLoader } from './ProfileLoader';
import { useProfileForm } from './useProfileForm';

const schema = object({
  first_name: string().trim().required('Enter your first name.').max(60, 'Use at most 60 letters.'),
  last_name: string().trim().required('Enter your last name.').max(60, 'Use at most 60 letters.'),
  company: string().trim().max(120, 'Use at most 120 letters.'),
  phone: string().trim().max(40, 'Use at most 40 digits.'),
});

export default function ProfilePage() {
  return (
    <AccountLayout title="Profile">
      <ProfileLoader>{(loaded) => <ProfileForm loaded={loaded} />}</ProfileLoader>
    </AccountLayout>
  );
}

function ProfileForm({ loaded }: { loaded: VersionedProfile }) {
  const { profile } = loaded;
  const submit = useProfileForm(loaded, 'Your profile is saved.');
  return (
    <Formik
      initialValues={{
        first_name: profile.first_name,
        last_name: profile.last_name,
        company: profile.company ?? '',
        phone: profile.phone ?? '',
      }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        submit(values, helpers, {
          first_name: values.first_name.trim(),
          last_name: values.last_name.trim(),
          company: orNull(values.company),
          phone: orNull(values.phone),
        })
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <div className="text-sm">
            <p className="font-semibold">E-mail address</p>
            <p className="break-words text-ink-2">{profile.email}</p>
          </div>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field name="first_name" label="First name" autoComplete="given-name" />
            <Field name="last_name" label="Last name" autoComplete="family-name" />
          </div>
          <Field name="company" label="Company" optional autoComplete="organization" />
          <Field name="phone" label="Phone" type="tel" optional autoComplete="tel" />
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" look="primary" busy={isSubmitting}>
              Save profile
            </Button>
            <p className="text-sm text-ink-2">Customer since {formatDate(profile.created_at)}</p>
          </div>
        </Form>
      )}
    </Formik>
  );
}
