import { useParams } from 'react-router';
import { isNotFound } from '@/api/problem';
import { usePageTitle } from '@/lib/page';
import { ErrorState } from '@/ui/States';
import { SharedSongs } from './SharedSongs';
import { useProfilePlaylistQuery } from './sharingApi';
import { NobodyHere, SharedSkeleton } from './strangers';

/** A playlist that its owner shows on their public page. */
export default function ProfilePlaylistPage() {
  const { handle = '', id = '' } = useParams();
  const { currentData, error, refetch } = useProfilePlaylistQuery({ handle, id });
  usePageTitle(currentData?.name);
  if (isNotFound(error)) return <NobodyHere />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData) return <SharedSkeleton />;
  return <SharedSongs playlist={currentData} about="A public playlist" />;
}
