import { Form, Formik } from 'formik';
import { useState } from 'react';
import { useParams } from 'react-router';
import { object, string } from 'yup';
import type { Role, Session, StaffMember, StaffMemberDetail } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { describeDevice } from '@/features/account/device';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDate, formatDateTime } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { ManagerField, RoleField } from './InviteForm';
import { shownState } from './states';
import {
  useChangeStaffMemberMutation,
  useDeactivateStaffMemberMutation,
  useEndStaffSessionMutation,
  useGetStaffMemberQuery,
  useListStaffQuery,
  useReactivateStaffMemberMutation,
  useResendStaffInvitationMutation,
  useResetStaffSecondFactorMutation,
} from './staffApi';
import { possibleManagers } from './tree';

const crumbs = [{ to: '/admin/staff', label: 'Staff' }];

/** One member of staff: what they are here, how they come in, and where they are signed in. */
export default function MemberPage() {
  const id = Number(useParams().id);
  const { data, error, refetch } = useGetStaffMemberQuery({ id });
  const { data: staff } = useListStaffQuery();
  if (!data) {
    return (
      <AdminPage title="Staff" crumbs={crumbs}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <>
            <Loading what="this person" />
            <RowsSkeleton count={4} />
          </>
        )}
      </AdminPage>
    );
  }
  return (
    <AdminPage
      title={data.name}
      badge={<StateBadge {...shownState(data.state)} />}
      about={data.title ?? undefined}
      crumbs={crumbs}
      actions={<Actions member={data} />}
    >
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="Role">
          <RoleForm
            key={`${data.role}${data.reports_to}${data.title}`}
            member={data}
            staff={staff?.items ?? []}
          />
        </Panel>
        <Panel title="Way in">
          <KeyValue
            dashes
            facts={[
              { name: 'E-mail', value: data.email },
              {
                name: 'Second factor',
                value: data.second_factor_since
                  ? `On since ${formatDateTime(data.second_factor_since)}`
                  : 'Set up at the next sign-in',
              },
              { name: 'Last seen', value: data.last_seen_at && formatDateTime(data.last_seen_at) },
              { name: 'Works here since', value: data.hired_at && formatDate(data.hired_at) },
            ]}
          />
        </Panel>
      </div>
      <Panel title="Where they are signed in">
        <Sessions member={data} />
      </Panel>
    </AdminPage>
  );
}

const schema = object({
  title: string().trim().max(60, 'Use at most 60 letters.'),
  role: string().required('Choose a role.'),
});

function RoleForm({ member, staff }: { member: StaffMemberDetail; staff: StaffMember[] }) {
  const [change] = useChangeStaffMemberMutation();
  const dispatch = useAppDispatch();
  const initial = {
    title: member.title ?? '',
    role: member.role ?? '',
    reports_to: member.reports_to ? String(member.reports_to) : '',
  };
  return (
    <Formik
      initialValues={initial}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={async (values, helpers) => {
        const staffChange = {
          title: values.title.trim(),
          role: values.role as Role,
          reports_to: Number(values.reports_to || 0),
        };
        const saved = await sendForm(values, helpers, () =>
          change({ id: member.id, staffChange }).unwrap(),
        );
        if (saved) dispatch(toasted({ message: `${member.name} is changed.` }));
      }}
    >
      {({ status, isSubmitting, dirty }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="title" label="Title" optional />
          <RoleField />
          <ManagerField members={possibleManagers(staff, member.id)} />
          <div>
            <Button type="submit" look="primary" busy={isSubmitting} disabled={!dirty}>
              Save
            </Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}

type Question = 'deactivate' | 'reset' | null;

function Actions({ member }: { member: StaffMemberDetail }) {
  const { id, name, state, second_factor_since } = member;
  const dispatch = useAppDispatch();
  const [question, setQuestion] = useState<Question>(null);
  const [deactivate] = useDeactivateStaffMemberMutation();
  const [reactivate] = useReactivateStaffMemberMutation();
  const [resend] = useResendStaffInvitationMutation();
  const [reset] = useResetStaffSecondFactorMutation();

  async function tell(work: Promise<{ error?: unknown }>, done: string) {
    const { error } = await work;
    dispatch(toasted(error ? { tone: 'bad', message: describeError(error) } : { message: done }));
  }
  const close = () => setQuestion(null);
  return (
    <>
      {state === 'invited' && (
        <Button
          onClick={() => void tell(resend({ id }), `An invitation to ${name} is on its way.`)}
        >
          Send an invitation
        </Button>
      )}
      {second_factor_since && (
        <Button onClick={() => setQuestion('reset')}>Reset the second factor</Button>
      )}
      {state === 'deactivated' && (
        <Button look="primary" onClick={() => void tell(reactivate({ id }), `${name} is back.`)}>
          Reactivate
        </Button>
      )}
      {(state === 'active' || state === 'invited') && (
        <Button look="danger" onClick={() => setQuestion('deactivate')}>
          Deactivate
        </Button>
      )}
      {question === 'deactivate' && (
        <ConfirmDialog
          title={`Deactivate ${name}?`}
          confirm="Deactivate"
          danger
          onConfirm={() => deactivate({ id }).unwrap()}
          onClose={close}
        >
          They are signed out everywhere at once and cannot come in. What they did stays.
        </ConfirmDialog>
      )}
      {question === 'reset' && (
        <ConfirmDialog
          title={`Reset the second factor of ${name}?`}
          confirm="Reset it"
          danger
          onConfirm={() => reset({ id }).unwrap()}
          onClose={close}
        >
          For somebody who lost their phone and their recovery codes. They are signed out
          everywhere, and set up a new app at the next sign-in.
        </ConfirmDialog>
      )}
    </>
  );
}

function Sessions({ member }: { member: StaffMemberDetail }) {
  if (member.sessions.length === 0) {
    return <p className="text-sm text-ink-2">{member.name} is not signed in anywhere.</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {member.sessions.map((session) => (
        <SessionLine key={session.id} member={member} session={session} />
      ))}
    </ul>
  );
}

function SessionLine({ member, session }: { member: StaffMemberDetail; session: Session }) {
  const [end, { isLoading }] = useEndStaffSessionMutation();
  const dispatch = useAppDispatch();
  const device = describeDevice(session.user_agent ?? null);
  async function send() {
    const { error } = await end({ id: member.id, session: session.id });
    if (error) dispatch(toasted({ tone: 'bad', message: describeError(error) }));
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{device}</p>
        <p className="text-sm text-ink-2">
          Last used {formatDateTime(session.last_used_at)}
          {session.ip && ` from ${session.ip}`}
        </p>
      </div>
      <Button
        size="small"
        busy={isLoading}
        aria-label={`End the session: ${device}, last used ${formatDateTime(session.last_used_at)}`}
        onClick={() => void send()}
      >
        End
      </Button>
    </li>
  );
}
