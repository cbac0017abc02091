import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';
import type { PlayerTrack } from './types';

/** One place in the queue; a track may stand in it twice. */
export type QueueEntry = { key: string; trackId: number };
export type Repeat = 'off' | 'all' | 'one';
export type SourceKind = 'preview' | 'full';

export type PlayerState = {
  tracks: Record<number, PlayerTrack>;
  queue: QueueEntry[];
  /** The current place in the queue; -1 when it is empty. */
  index: number;
  /** What the listener asked for; `status` is what the audio does. */
  wantsToPlay: boolean;
  status: 'idle' | 'loading' | 'playing' | 'paused' | 'blocked' | 'failed';
  source: SourceKind | null;
  problem: string | null;
  volume: number;
  muted: boolean;
  repeat: Repeat;
  shortcuts: boolean;
  /** The queue before the last removal, for "Undo". */
  undo: { queue: QueueEntry[]; index: number } | null;
};

export const initialPlayer: PlayerState = {
  tracks: {},
  queue: [],
  index: -1,
  wantsToPlay: false,
  status: 'idle',
  source: null,
  problem: null,
  volume: 0.8,
  muted: false,
  repeat: 'off',
  shortcuts: true,
  undo: null,
};

/** Longer queues are cut: nobody listens to more in one go, and the queue is kept in the browser. */
export const queueLimit = 1000;
/** How much of a cut queue stands before the track that was asked for. */
const keptBehind = 100;

type Tracks = { tracks: PlayerTrack[]; entries: QueueEntry[] };

function withEntries(tracks: PlayerTrack[]): { payload: Tracks } {
  const kept = tracks.slice(0, queueLimit);
  return {
    payload: {
      tracks: kept,
      entries: kept.map((track) => ({ key: nanoid(8), trackId: track.id })),
    },
  };
}

function remember(state: PlayerState, tracks: PlayerTrack[]) {
  for (const track of tracks) state.tracks[track.id] = track;
}

/** Drops what no place in the queue (or its undo) refers to any more. */
function forget(state: PlayerState) {
  const used = new Set(
    [...state.queue, ...(state.undo?.queue ?? [])].map((entry) => entry.trackId),
  );
  for (const id of Object.keys(state.tracks))
    if (!used.has(Number(id))) delete state.tracks[Number(id)];
}

function goTo(state: PlayerState, index: number) {
  state.index = index;
  state.source = null;
  state.problem = null;
  if (index < 0 || !state.queue.length) state.status = 'idle';
  else state.status = state.wantsToPlay ? 'loading' : 'paused';
}

function stepForward(state: PlayerState, byHand: boolean) {
  if (!byHand && state.repeat === 'one') return;
  if (state.index + 1 < state.queue.length) goTo(state, state.index + 1);
  else if (state.repeat === 'all' && state.queue.length > 0) goTo(state, 0);
  else state.wantsToPlay = false;
}

export const playerSlice = createSlice({
  name: 'player',
  initialState: initialPlayer,
  reducers: {
    /** Plays these tracks now, from the given one on. */
    tracksPlayed: {
      prepare: (tracks: PlayerTrack[], start = 0) => {
        const from = Math.max(0, Math.min(start - keptBehind, tracks.length - queueLimit));
        const { payload } = withEntries(tracks.slice(from));
        return { payload: { ...payload, start: start - from } };
      },
      reducer(state, { payload }: PayloadAction<Tracks & { start: number }>) {
        if (!payload.entries.length) return;
        remember(state, payload.tracks);
        state.queue = payload.entries;
        state.undo = null;
        state.wantsToPlay = true;
        goTo(state, payload.start);
        forget(state);
      },
    },
    queuedNext: {
      prepare: withEntries,
      reducer(state, { payload }: PayloadAction<Tracks>) {
        remember(state, payload.tracks);
        state.queue.splice(state.index + 1, 0, ...payload.entries);
        state.queue.length = Math.min(state.queue.length, queueLimit);
        if (state.index < 0) goTo(state, 0);
      },
    },
    queuedLast: {
      prepare: withEntries,
      reducer(state, { payload }: PayloadAction<Tracks>) {
        remember(state, payload.tracks);
        state.queue.push(...payload.entries.slice(0, Math.max(0, queueLimit - state.queue.length)));
        if (state.index < 0) goTo(state, 0);
      },
    },
    /** Leaves the playing track alone unless it is the one removed; never starts playback. */
    queueEntryRemoved(state, { payload: key }: PayloadAction<string>) {
      const at = state.queue.findIndex((entry) => entry.key === key);
      if (at < 0) return;
      state.undo = { queue: [...state.queue], index: state.index };
      state.queue.splice(at, 1);
      if (at < state.index) state.index -= 1;
      else if (at === state.index) {
        state.wantsToPlay = false;
        goTo(state, Math.min(at, state.queue.length - 1));
      }
      forget(state);
    },
    queueEntryMoved(state, { payload: { from, to } }: PayloadAction<{ from: number; to: number }>) {
      const current = state.queue[state.index]?.key;
      const [entry] = state.queue.splice(from, 1);
      if (!entry) return;
      state.queue.splice(Math.max(0, Math.min(to, state.queue.length)), 0, entry);
      state.index = state.queue.findIndex(({ key }) => key === current);
    },
    queueCleared(state) {
      state.undo = { queue: state.queue, index: state.index };
      state.queue = [];
      state.wantsToPlay = false;
      goTo(state, -1);
    },
    queueRestored(state) {
      if (!state.undo) return;
      const playing = state.queue[state.index]?.key;
      state.queue = state.undo.queue;
      const at = state.queue.findIndex(({ key }) => key === playing);
      if (at >= 0) state.index = at;
      else goTo(state, state.undo.index);
      state.undo = null;
      forget(state);
    },
    jumpedTo(state, { payload: index }: PayloadAction<number>) {
      if (!state.queue[index]) return;
      state.wantsToPlay = true;
      goTo(state, index);
    },
    skippedNext: (state) => stepForward(state, true),
    skippedPrevious(state) {
      if (state.index > 0) goTo(state, state.index - 1);
    },
    trackEnded: (state) => stepForward(state, false),
    played(state) {
      if (state.index < 0) return;
      state.wantsToPlay = true;
      state.problem = null;
      state.status = 'loading';
    },
    paused(state) {
      state.wantsToPlay = false;
    },
    statusChanged(state, { payload }: PayloadAction<PlayerState['status']>) {
      state.status = payload;
      if (payload === 'playing') state.problem = null;
    },
    sourceChosen(state, { payload }: PayloadAction<SourceKind>) {
      state.source = payload;
    },
    playbackFailed(state, { payload }: PayloadAction<string>) {
      state.status = 'failed';
      state.wantsToPlay = false;
      state.problem = payload;
    },
    volumeChanged(state, { payload }: PayloadAction<number>) {
      state.volume = Math.max(0, Math.min(1, payload));
      state.muted = false;
    },
    muteToggled(state) {
      state.muted = !state.muted;
    },
    repeatChanged(state, { payload }: PayloadAction<Repeat>) {
      state.repeat = payload;
    },
    shortcutsSwitched(state, { payload }: PayloadAction<boolean>) {
      state.shortcuts = payload;
    },
  },
});

export const {
  tracksPlayed,
  queuedNext,
  queuedLast,
  queueEntryRemoved,
  queueEntryMoved,
  queueCleared,
  queueRestored,
  jumpedTo,
  skippedNext,
  skippedPrevious,
  trackEnded,
  played,
  paused,
  statusChanged,
  sourceChosen,
  playbackFailed,
  volumeChanged,
  muteToggled,
  repeatChanged,
  shortcutsSwitched,
} = playerSlice.actions;

type WithPlayer = { player: PlayerState };
export const selectCurrentEntry = ({ player }: WithPlayer): QueueEntry | null =>
  player.queue[player.index] ?? null;
export const selectCurrentTrack = ({ player }: WithPlayer): PlayerTrack | null => {
  const entry = player.queue[player.index];
  return entry ? (player.tracks[entry.trackId] ?? null) : null;
};
export const selectIsPlaying = ({ player }: WithPlayer): boolean =>
  player.index >= 0 && player.wantsToPlay;
/** How a row shows a track: playing, current but paused, or neither. */
export const selectRowState = (trackId: number) => (state: WithPlayer) => {
  if (selectCurrentEntry(state)?.trackId !== trackId) return null;
  return selectIsPlaying(state) ? 'playing' : 'paused';
};
