import { nanoid } from '@reduxjs/toolkit';
import { millisecondsOf } from './songForm';
import type { Change, SongField } from './types';

export type BulkOp = 'set' | 'append' | 'remove' | 'clear' | 'replace' | 'number';
/** One change as it stands in the form. */
export type BulkLine = {
  key: string;
  op: BulkOp;
  field: SongField;
  value: string;
  find: string;
};

export const newLine = (): BulkLine => ({
  key: nanoid(6),
  op: 'set',
  field: 'genres',
  value: '',
  find: '',
});

export const opNames: Record<BulkOp, string> = {
  set: 'Set',
  append: 'Add to',
  remove: 'Take out of',
  clear: 'Empty',
  replace: 'Find and replace in',
  number: 'Number the tracks',
};

const texts: SongField[] = ['title', 'album', 'album_artist', 'artist', 'composer', 'notes'];
const lists: SongField[] = ['artists', 'genres', 'tags'];
const numbers: SongField[] = ['year', 'disc', 'position'];

/** Which fields an operation works on. */
export const opFields: Record<BulkOp, SongField[]> = {
  set: [...lists, 'rating', 'favourite', ...texts, ...numbers],
  append: [...lists, 'notes'],
  remove: lists,
  clear: [...lists, 'rating', ...texts.filter((field) => field !== 'title'), ...numbers],
  replace: [...texts, ...lists],
  number: [],
};

export const isNumberField = (field: SongField) => numbers.includes(field);

/** What the service gets for `set`: a list, a number, a yes, or words. Names may have commas in them. */
function valueOf(field: SongField, text: string): unknown {
  if (lists.includes(field))
    return text
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean);
  if (isNumberField(field) || field === 'rating') return Number(text);
  if (field === 'favourite') return text === 'yes';
  if (field === 'duration_ms') return millisecondsOf(text);
  return text.trim();
}

export function changeOf({ op, field, value, find }: BulkLine): Change {
  switch (op) {
    case 'set':
      return { op, field, value: valueOf(field, value) };
    case 'append':
      return { op, field: field as 'genres', value: value.trim() };
    case 'remove':
      return { op, field: field as 'genres', value: value.trim() };
    case 'clear':
      return { op, field };
    case 'replace':
      return { op, field, find, with: value };
    case 'number':
      return { op, start: Number(value || 1) };
  }
}

/** What is missing before it can be sent, or null. */
export function bulkFault({ op, field, value, find }: BulkLine): string | null {
  if (op === 'replace') return find === '' ? 'Write what is to be found.' : null;
  if (op === 'clear') return null;
  const isNumber = op === 'number' || (op === 'set' && isNumberField(field));
  if (isNumber && !/^\d{0,4}$/.test(value.trim())) return 'Write a whole number.';
  if (op === 'number' || value.trim() !== '') return null;
  return 'Write the value, or choose “Empty” to clear the field.';
}
