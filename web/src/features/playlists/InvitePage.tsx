import { useNavigate, useParams } from 'react-router';
import { describeError, isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState, Notice } from '@/ui/States';
import { useNoIndex } from './noindex';
import { useAcceptInviteMutation, useGetInviteQuery } from './sharingApi';

/** An invitation to make a playlist together. Who has no account yet makes one and comes back. */
export default function InvitePage() {
  const { token = '' } = useParams();
  usePageTitle('An invitation');
  useNoIndex();
  return (
    <CustomerOnly>
      <div className="page">
        <Invitation token={token} />
      </div>
    </CustomerOnly>
  );
}

function Invitation({ token }: { token: string }) {
  const navigate = useNavigate();
  const { data, error, refetch } = useGetInviteQuery(token);
  const [accept, accepting] = useAcceptInviteMutation();
  if (isNotFound(error)) {
    return (
      <EmptyState
        heading="h1"
        title="This invitation is over"
        action={<LinkButton to="/library/playlists">Your playlists</LinkButton>}
      >
        An invitation works once, for a week. Ask for a new one.
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <Loading what="the invitation" />
        <RowsSkeleton count={3} />
      </>
    );
  }
  async function join() {
    const { data: playlist } = await accept(token);
    if (playlist) void navigate(`/library/playlists/${playlist.id}`, { replace: true });
  }
  return (
    <EmptyState
      heading="h1"
      title={`“${data.playlist_name}”`}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button
            look="primary"
            size="large"
            busy={accepting.isLoading}
            onClick={() => void join()}
          >
            Join
          </Button>
          <LinkButton size="large" to="/library/playlists">
            Not now
          </LinkButton>
        </div>
      }
    >
      <p>
        <strong>{data.owner_name ?? 'Somebody'}</strong> would like to make this playlist together
        with you: you can add, move and remove songs. The others see your name.
      </p>
      {accepting.error && <Notice tone="bad">Not joined. {describeError(accepting.error)}</Notice>}
    </EmptyState>
  );
}
