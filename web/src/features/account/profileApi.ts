import type { FetchBaseQueryMeta } from '@reduxjs/toolkit/query/react';
import { api } from '@/api/base';
import type { Profile, ProfileChange } from '@/api/generated';

/** The profile with the version it was read at, without which it cannot be saved. */
export type VersionedProfile = { profile: Profile; etag: string };

const versioned = (profile: Profile, meta: FetchBaseQueryMeta | undefined) => ({
  profile,
  etag: meta?.response?.headers.get('etag') ?? '',
});

const profileApi = api.injectEndpoints({
  endpoints: (build) => ({
    versionedProfile: build.query<VersionedProfile, void>({
      query: () => '/api/v1/customers/me',
      transformResponse: versioned,
      // A form must begin with what is true now, never with what was kept from an earlier visit.
      keepUnusedDataFor: 0,
      providesTags: ['Profile'],
    }),
    saveProfile: build.mutation<VersionedProfile, { etag: string; changes: ProfileChange }>({
      query: ({ etag, changes }) => ({
        url: '/api/v1/customers/me',
        method: 'PATCH',
        body: changes,
        headers: { 'If-Match': etag },
      }),
      transformResponse: versioned,
      invalidatesTags: ['Profile'],
    }),
  }),
});

export const { useVersionedProfileQuery, useSaveProfileMutation } = profileApi;

/** Somebody changed the profile since it was read: 412. */
export const isConflict = (error: unknown) =>
  (error as { status?: unknown } | null)?.status === 412;
