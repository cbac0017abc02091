import { createSelector } from '@reduxjs/toolkit';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { generatedApi, useGetOwnedQuery } from '@/api/generated';
import { selectIsCustomer } from '@/api/session';

type State = Parameters<typeof selectIsCustomer>[0] & Parameters<typeof selectAnswer>[0];

const nothing: number[] = [];
const selectAnswer = generatedApi.endpoints.getOwned.select();
const selectSets = createSelector(
  [(state: State) => (selectIsCustomer(state) ? selectAnswer(state).data : undefined)],
  (owned) => ({ track: new Set(owned?.track_ids), album: new Set(owned?.album_ids) }),
);

/** Cheap enough for every row of a long list; the header keeps the answer fresh by `useOwned`. */
export const selectIsOwned = (state: State, kind: 'track' | 'album', id: number) =>
  selectSets(state)[kind].has(id);

export const useIsOwned = (kind: 'track' | 'album', id: number) =>
  useSelector((state: State) => selectIsOwned(state, kind, id));

/** What the signed-in customer owns, as sets; nothing for visitors. Asks the service for it. */
export function useOwned() {
  const isCustomer = useSelector(selectIsCustomer);
  const { currentData } = useGetOwnedQuery(undefined, { skip: !isCustomer });
  const tracks = currentData?.track_ids ?? nothing;
  const albums = currentData?.album_ids ?? nothing;
  return useMemo(() => ({ tracks: new Set(tracks), albums: new Set(albums) }), [tracks, albums]);
}
