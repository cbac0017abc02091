import { Link, useParams } from 'react-router';
import { isNotFound } from '@/api/problem';
import { plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Covers } from './Covers';
import { usePublicProfileQuery } from './sharingApi';
import { NobodyHere } from './strangers';

/** What a listener shows to the world: a name and playlists. */
export default function ProfilePage() {
  const { handle = '' } = useParams();
  const { currentData: profile, error, refetch } = usePublicProfileQuery(handle);
  usePageTitle(profile?.name);
  if (isNotFound(error)) return <NobodyHere />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className="page py-8 sm:py-12">
      {!profile ? (
        <>
          <Loading what="the profile" />
          <CoverGridSkeleton count={6} />
        </>
      ) : (
        <>
          <p className="text-sm font-semibold text-accent">Listener</p>
          <h1 className="text-3xl font-bold sm:text-4xl">{profile.name}</h1>
          <p className="mt-1 mb-8 text-ink-2">{plural(profile.playlists.length, 'playlist')}</p>
          {profile.playlists.length === 0 && <EmptyState title="Nothing to see yet" />}
          <ul className="cover-grid">
            {profile.playlists.map(({ id, name, songs, cover_urls }) => (
              <li key={id}>
                <Link to={`/u/${handle}/${id}`} className="group block rounded-lg">
                  <Covers urls={cover_urls} className="shadow-lift" />
                  <h2 className="mt-3 line-clamp-2 font-sans text-sm font-semibold tracking-normal group-hover:underline">
                    {name}
                  </h2>
                  {songs != null && <p className="text-xs text-ink-2">{plural(songs, 'song')}</p>}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
