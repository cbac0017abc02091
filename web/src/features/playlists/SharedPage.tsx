import { useParams } from 'react-router';
import { isNotFound } from '@/api/problem';
import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { EmptyState, ErrorState } from '@/ui/States';
import { useNoIndex } from './noindex';
import { SharedSongs } from './SharedSongs';
import { useSharedPlaylistQuery } from './sharingApi';
import { SharedSkeleton } from './strangers';

/** What a link shows to anybody who has it. */
export default function SharedPage() {
  const { token = '' } = useParams();
  const { currentData, error, refetch } = useSharedPlaylistQuery(token);
  useNoIndex();
  usePageTitle(currentData?.name ?? (error ? 'Not here any more' : 'A shared playlist'));
  if (isNotFound(error)) return <NotHere />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData) return <SharedSkeleton />;
  return <SharedSongs playlist={currentData} about="A playlist shared with you" />;
}

function NotHere() {
  return (
    <div className="page">
      <EmptyState
        heading="h1"
        title="Not here any more"
        action={<LinkButton to="/">Look around the shop</LinkButton>}
      >
        The link was ended by its owner, its time is over, or it was not copied whole.
      </EmptyState>
    </div>
  );
}
