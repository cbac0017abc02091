import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useGetOwnedQuery } from '@/api/generated';
import { selectIsCustomer } from '@/api/session';

const nothing: number[] = [];

/** What the signed-in customer owns, as sets; nothing for visitors. */
export function useOwned() {
  const isCustomer = useSelector(selectIsCustomer);
  const { currentData } = useGetOwnedQuery(undefined, { skip: !isCustomer });
  const tracks = currentData?.track_ids ?? nothing;
  const albums = currentData?.album_ids ?? nothing;
  return useMemo(() => ({ tracks: new Set(tracks), albums: new Set(albums) }), [tracks, albums]);
}
