import { api } from '@/api/base';
import { playlistPath } from './playlistsApi';
import type { Member, OwnProfile, Playlist, PublicProfile, Share, SharedPlaylist } from './types';

const part = encodeURIComponent;

/** Sharing: links, the public profile, and playlists made together. */
export const sharingApi = api
  .enhanceEndpoints({ addTagTypes: ['Shares', 'Members', 'PublicProfile'] })
  .injectEndpoints({
    // These stand in for the generated operations of the same name: they know what else changes.
    overrideExisting: true,
    endpoints: (build) => ({
      playlistShares: build.query<{ items: Share[] }, string>({
        query: (id) => playlistPath(id, '/shares'),
        providesTags: ['Shares'],
        // Visits are counted while the page is open.
        keepUnusedDataFor: 0,
      }),
      sharePlaylist: build.mutation<Share, { id: string; expires_at: string | null }>({
        query: ({ id, expires_at }) => ({
          url: playlistPath(id, '/shares'),
          method: 'POST',
          body: expires_at ? { expires_at } : {},
        }),
        invalidatesTags: ['Shares'],
      }),
      revokeShare: build.mutation<null, { id: string; share: string }>({
        query: ({ id, share }) => ({
          url: playlistPath(id, `/shares/${part(share)}`),
          method: 'DELETE',
        }),
        async onQueryStarted({ id, share }, { dispatch, queryFulfilled }) {
          const patch = dispatch(
            sharingApi.util.updateQueryData('playlistShares', id, (list) => {
              list.items = list.items.filter((item) => item.id !== share);
            }),
          );
          await queryFulfilled.catch(patch.undo);
        },
        invalidatesTags: ['Shares'],
      }),
      invite: build.mutation<{ url: string; expires_at: string }, string>({
        query: (id) => ({ url: playlistPath(id, '/invites'), method: 'POST' }),
      }),
      members: build.query<{ items: Member[] }, string>({
        query: (id) => playlistPath(id, '/members'),
        providesTags: ['Members'],
        keepUnusedDataFor: 0,
      }),
      removeMember: build.mutation<null, { id: string; member: number }>({
        query: ({ id, member }) => ({
          url: playlistPath(id, `/members/${member}`),
          method: 'DELETE',
        }),
        invalidatesTags: ['Members'],
      }),
      getInvite: build.query<{ playlist_name: string; owner_name: string | null }, string>({
        query: (token) => `/api/v1/library/invites/${part(token)}`,
        keepUnusedDataFor: 0,
      }),
      acceptInvite: build.mutation<Playlist, string>({
        query: (token) => ({
          url: `/api/v1/library/invites/${part(token)}/accept`,
          method: 'POST',
        }),
        invalidatesTags: ['Playlists'],
      }),
      sharedPlaylist: build.query<SharedPlaylist, string>({
        query: (token) => `/api/v1/shared/${part(token)}`,
        // A link may be revoked at any moment.
        keepUnusedDataFor: 0,
      }),
      ownProfile: build.query<OwnProfile, void>({
        query: () => '/api/v1/library/profile',
        providesTags: ['PublicProfile'],
      }),
      saveProfile: build.mutation<OwnProfile, OwnProfile>({
        query: (body) => ({ url: '/api/v1/library/profile', method: 'PUT', body }),
        invalidatesTags: ['PublicProfile'],
      }),
      publicProfile: build.query<PublicProfile, string>({
        query: (handle) => `/api/v1/profiles/${part(handle)}`,
        keepUnusedDataFor: 0,
      }),
      profilePlaylist: build.query<SharedPlaylist, { handle: string; id: string }>({
        query: ({ handle, id }) => `/api/v1/profiles/${part(handle)}/playlists/${part(id)}`,
        keepUnusedDataFor: 0,
      }),
    }),
  });

export const {
  usePlaylistSharesQuery,
  useSharePlaylistMutation,
  useRevokeShareMutation,
  useInviteMutation,
  useMembersQuery,
  useRemoveMemberMutation,
  useGetInviteQuery,
  useAcceptInviteMutation,
  useSharedPlaylistQuery,
  useOwnProfileQuery,
  useSaveProfileMutation,
  usePublicProfileQuery,
  useProfilePlaylistQuery,
} = sharingApi;
