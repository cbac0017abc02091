import { useSyncExternalStore } from 'react';
import { load, save } from '@/lib/storage';
import type { Song, SongChanges } from './types';

/**
 * Changes of songs that could not be sent, or that collided with somebody's: kept in this browser
 * until they are sent or decided. One entry a song.
 */
export type Edit = {
  /** The song as it was when the change was made. */
  before: Song;
  changes: SongChanges;
  /** The song as it is now, when both changed the same field: the listener has to choose. */
  current: Song | null;
};

const prefix = 'chinook.edits.';
const none: Edit[] = [];
const listeners = new Set<() => void>();
let owner: string | null = null;
let edits: Edit[] = none;

const isEdits = (value: unknown): value is Edit[] =>
  Array.isArray(value) &&
  value.every((it: Partial<Edit> | null) => typeof it?.before?.id === 'string' && it.changes);

function change(next: Edit[]) {
  edits = next.length ? next : none;
  if (owner) save(prefix + owner, edits);
  for (const listener of listeners) listener();
}

/** Takes up what this account left in this browser; called as often as one likes. */
export function openEdits(accountId: string): void {
  if (owner === accountId) return;
  owner = accountId;
  edits = load(prefix + accountId, isEdits) ?? none;
  for (const listener of listeners) listener();
}

/** Somebody left: what they wrote is not for the next one. */
export function forgetEdits(): void {
  if (owner) localStorage.removeItem(prefix + owner);
  owner = null;
  change([]);
}

export function keepEdit(before: Song, changes: SongChanges, current: Song | null = null): void {
  const known = edits.find((edit) => edit.before.id === before.id);
  const merged: Edit = known
    ? { before: known.before, changes: { ...known.changes, ...changes }, current }
    : { before, changes, current };
  change([...edits.filter((edit) => edit !== known), merged]);
}

export const dropEdit = (songId: string): void =>
  change(edits.filter(({ before }) => before.id !== songId));

export const allEdits = (): Edit[] => edits;

export function onEdits(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
export const useEdits = (): Edit[] => useSyncExternalStore(onEdits, allEdits);

/** The song as the listener left it, though the service does not know yet. */
export function withEdit(song: Song, waiting: Edit[]): Song {
  const edit = waiting.find(({ before, current }) => before.id === song.id && current === null);
  return edit ? { ...song, ...edit.changes } : song;
}
