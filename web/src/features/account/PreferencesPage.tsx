import { Form, Formik } from 'formik';
import type { Preferences } from '@/api/generated';
import { applyTheme } from '@/lib/theme';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { CheckboxField, SelectField } from '@/ui/Field';
import { AccountLayout } from './AccountLayout';
import type { VersionedProfile } from './profileApi';
import { ProfileLoader } from './ProfileLoader';
import { useProfileForm } from './useProfileForm';

export default function PreferencesPage() {
  return (
    <AccountLayout title="Preferences">
      <ProfileLoader>{(loaded) => <PreferencesForm loaded={loaded} />}</ProfileLoader>
    </AccountLayout>
  );
}

function PreferencesForm({ loaded }: { loaded: VersionedProfile }) {
  const submit = useProfileForm(loaded, 'Your preferences are saved.');
  const { theme, newsletter } = loaded.profile.preferences;
  const initial: Preferences = { theme, newsletter };
  return (
    <Formik
      initialValues={initial}
      onSubmit={async (values, helpers) => {
        applyTheme(values.theme);
        await submit(values, helpers, { preferences: values });
      }}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <SelectField
            name="theme"
            label="Colours"
            hint="Used in every browser you sign in with. “System” follows the device."
          >
            <option value="system">System</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </SelectField>
          <CheckboxField
            name="newsletter"
            label="Send me the newsletter"
            hint="New arrivals, a few times a year. You can stop it here at any time."
          />
          <div>
            <Button type="submit" look="primary" busy={isSubmitting}>
              Save preferences
            </Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}
