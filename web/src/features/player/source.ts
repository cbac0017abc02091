import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { generatedApi } from '@/api/generated';
import { selectAuthStatus, selectIsCustomer, type AuthState } from '@/api/session';
import type { ResolveSource, Source } from './controller';
import type { PlayerTrack } from './types';

type Store = {
  // oxlint-disable-next-line typescript/no-explicit-any -- the API's slice has no public type
  getState(): any;
  dispatch: ThunkDispatch<unknown, unknown, UnknownAction>;
};

const { getOwned, createTrackStream } = generatedApi.endpoints;

const preview = (track: PlayerTrack): Source => ({ url: track.previewUrl, kind: 'preview' });

/** The whole track for those who own it, by a signed link; the preview for everybody else. */
export function resolveWith(store: Store): ResolveSource {
  return async (track) => {
    if (!(await owns(store, track.id))) return preview(track);
    const answer = await store.dispatch(
      createTrackStream.initiate({ id: track.id }, { track: false }),
    );
    if (answer.data) return { url: answer.data.url, kind: 'full' };
    const status = (answer.error as { status?: unknown } | undefined)?.status;
    if (status === 401 || status === 403 || status === 404) return preview(track);
    throw new Error('No stream link');
  };
}

async function owns(store: Store, trackId: number): Promise<boolean> {
  const auth = store.getState() as { auth: AuthState };
  if (!selectIsCustomer(auth) && selectAuthStatus(auth) !== 'unknown') return false;
  const known = getOwned.select()(store.getState()).data;
  const owned =
    known ?? (await store.dispatch(getOwned.initiate(undefined, { subscribe: false }))).data;
  return owned?.track_ids.includes(trackId) ?? false;
}

/** Calls back whenever the list of what the customer owns changes. */
export function onOwnershipChange(
  store: Store & { subscribe(listener: () => void): () => void },
  changed: () => void,
) {
  const read = () => getOwned.select()(store.getState()).data;
  let before = read();
  store.subscribe(() => {
    const now = read();
    if (now === before) return;
    before = now;
    changed();
  });
}
