import { Form, Formik } from 'formik';
import { object } from 'yup';
import {
  useChangePasswordMutation,
  useListSessionsQuery,
  useRevokeSessionMutation,
  type Session,
} from '@/api/generated';
import { describeError } from '@/api/problem';
import { newPassword, oldPassword, passwordHint } from '@/features/auth/schema';
import { useSignOut } from '@/features/auth/useSignOut';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { PasswordField } from '@/ui/Field';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { describeDevice } from './device';
import { SecondFactorSection } from './SecondFactorSection';

/** The ways in: password, second factor, devices. */
export function SecuritySections() {
  return (
    <>
      <ChangePassword />
      <SecondFactorSection />
      <Sessions />
    </>
  );
}

const schema = object({ current_password: oldPassword, new_password: newPassword });
const blank = { current_password: '', new_password: '' };

function ChangePassword() {
  const [change] = useChangePasswordMutation();
  const dispatch = useAppDispatch();
  return (
    <section aria-labelledby="password">
      <h2 id="password" className="mb-4 text-xl font-bold">
        Password
      </h2>
      <Formik
        initialValues={blank}
        validationSchema={schema}
        validateOnBlur={false}
        onSubmit={async (values, helpers) => {
          const saved = await sendForm(values, helpers, () =>
            change({ changePassword: values }).unwrap(),
          );
          if (!saved) return;
          helpers.resetForm();
          dispatch(toasted({ message: 'Your new password is set.' }));
        }}
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-5">
            <ErrorSummary general={status} />
            <PasswordField
              name="current_password"
              label="Current password"
              autoComplete="current-password"
            />
            <PasswordField
              name="new_password"
              label="New password"
              hint={passwordHint}
              autoComplete="new-password"
            />
            <div>
              <Button type="submit" look="primary" busy={isSubmitting}>
                Change password
              </Button>
            </div>
          </Form>
        )}
      </Formik>
    </section>
  );
}

function Sessions() {
  const { data, error, refetch } = useListSessionsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const signOut = useSignOut();
  return (
    <section aria-labelledby="sessions" className="border-t border-line pt-8">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 id="sessions" className="mr-auto text-xl font-bold">
          Where you are signed in
        </h2>
        <Button look="danger" size="small" onClick={() => void signOut('everywhere')}>
          Sign out everywhere
        </Button>
      </div>
      {data ? (
        <ul className="divide-y divide-line">
          {data.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="your sessions" />
          <RowsSkeleton count={2} />
        </>
      )}
    </section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const dispatch = useAppDispatch();
  const [revoke, { isLoading }] = useRevokeSessionMutation();
  const device = describeDevice(session.user_agent ?? null);

  async function end() {
    const { error } = await revoke({ id: session.id });
    const message = error
      ? `Still signed in there. ${describeError(error)}`
      : `${device} is signed out.`;
    dispatch(toasted({ tone: error ? 'bad' : 'plain', message }));
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {device}
          {session.current && <Badge tone="good">This device</Badge>}
        </p>
        <p className="text-sm text-ink-2">
          Last used {formatDateTime(session.last_used_at)}
          {session.ip && ` from ${session.ip}`}
        </p>
      </div>
      {!session.current && (
        <Button
          size="small"
          busy={isLoading}
          aria-label={`Sign out: ${device}, last used ${formatDateTime(session.last_used_at)}`}
          onClick={() => void end()}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
