import type { Group, Node, Rule, Rules } from './types';

/** How a field is compared, and so which controls its value has. */
export type Kind = 'text' | 'number' | 'stars' | 'minutes' | 'date' | 'yesno' | 'source';
export type RuleField = { name: string; label: string; kind: Kind };

export const ruleFields: readonly RuleField[] = [
  { name: 'title', label: 'Title', kind: 'text' },
  { name: 'artist', label: 'Artist', kind: 'text' },
  { name: 'album', label: 'Album', kind: 'text' },
  { name: 'albumartist', label: 'Album artist', kind: 'text' },
  { name: 'genre', label: 'Genre', kind: 'text' },
  { name: 'composer', label: 'Composer', kind: 'text' },
  { name: 'tag', label: 'Tag', kind: 'text' },
  { name: 'notes', label: 'Notes', kind: 'text' },
  { name: 'year', label: 'Year', kind: 'number' },
  { name: 'rating', label: 'Rating', kind: 'stars' },
  { name: 'favourite', label: 'Favourite', kind: 'yesno' },
  { name: 'plays', label: 'Times played', kind: 'number' },
  { name: 'played', label: 'Last played', kind: 'date' },
  { name: 'added', label: 'Added', kind: 'date' },
  { name: 'duration', label: 'Length', kind: 'minutes' },
  { name: 'disc', label: 'Disc', kind: 'number' },
  { name: 'track', label: 'Track number', kind: 'number' },
  { name: 'source', label: 'Where it came from', kind: 'source' },
];

export const fieldOf = (name: string): RuleField =>
  ruleFields.find((field) => field.name === name) ?? { name, label: name, kind: 'text' };

const numbers = [
  ['is', 'is'],
  ['at_least', 'is at least'],
  ['at_most', 'is at most'],
  ['between', 'is between'],
] as const;
const operators: Record<Kind, readonly (readonly [string, string])[]> = {
  text: [
    ['is', 'is'],
    ['is_not', 'is not'],
    ['contains', 'contains'],
    ['contains_not', 'does not contain'],
    ['begins', 'begins with'],
    ['missing', 'is not set'],
    ['present', 'is set'],
  ],
  number: numbers,
  stars: [...numbers, ['missing', 'is not set']],
  minutes: numbers.slice(1),
  date: [
    ['in_last', 'in the last'],
    ['not_in_last', 'not in the last'],
    ['at_least', 'on or after'],
    ['at_most', 'on or before'],
    ['between', 'between'],
  ],
  yesno: [['is', 'is']],
  source: [
    ['is', 'is'],
    ['is_not', 'is not'],
  ],
};

/** What can be asked of a field: `[op, words]`. */
export function operatorsOf({ name, kind }: RuleField) {
  return name === 'played' ? [...operators[kind], ['never', 'never'] as const] : operators[kind];
}

/** Comparisons that need nothing to compare with. */
export const standsAlone = (op: string) => ['never', 'missing', 'present'].includes(op);

/** The value a rule begins with when its field or its operator changes; undefined where none is needed. */
export function firstValue({ kind }: RuleField, op: string): Rule['value'] {
  if (standsAlone(op)) return undefined;
  if (op === 'in_last' || op === 'not_in_last') return 30;
  const single = { text: '', number: 1, stars: 4, minutes: 180, date: '2020-01-01' };
  if (kind === 'yesno') return true;
  if (kind === 'source') return 'bought';
  const value = single[kind];
  return op === 'between' ? [value, value] : value;
}

export const isGroup = (node: Node): node is Group => 'all' in node || 'any' in node;
export const modeOf = (group: Group): 'all' | 'any' => ('all' in group ? 'all' : 'any');
export const nodesOf = (group: Group): Node[] => ('all' in group ? group.all : group.any);
export const groupOf = (mode: 'all' | 'any', nodes: Node[]): Group =>
  mode === 'all' ? { all: nodes } : { any: nodes };

export const newRule = (): Rule => ({ field: 'genre', op: 'is', value: '' });

/** Why a rule cannot be asked yet, or null. */
export function ruleProblem({ field, op, value }: Rule): string | null {
  if (standsAlone(op)) return null;
  const { kind, label } = fieldOf(field);
  const values = Array.isArray(value) ? value : [value];
  if (kind === 'text' && values.some((one) => typeof one !== 'string' || !one.trim()))
    return `Say what ${label.toLowerCase()} to look for.`;
  if (values.some((one) => one === undefined || one === '' || Number.isNaN(one)))
    return `${label} needs a value.`;
  const [low, high] = values;
  if (op === 'between' && low !== undefined && high !== undefined && low > high)
    return `${label}: the first value is above the second.`;
  return null;
}

/** "3:30" is 210 seconds; null for anything else. */
export function secondsOf(text: string): number | null {
  const parts = /^(\d{1,4}):([0-5]\d)$/.exec(text.trim());
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** The first thing that is missing in the rules, or null when they can be asked. */
export function rulesProblem({ match }: Rules): string | null {
  const nodes = nodesOf(match);
  if (nodes.length === 0) return 'Add a rule first.';
  for (const node of nodes) {
    const problem = isGroup(node)
      ? rulesProblem({ match: node, sort: null, limit: null })
      : ruleProblem(node);
    if (problem) return problem;
  }
  return null;
}

export const ruleSorts = [
  ['', 'Newest first'],
  ['-plays', 'Most played first'],
  ['plays', 'Least played first'],
  ['-rating', 'Best rated first'],
  ['-played', 'Last played first'],
  ['played', 'Longest not played first'],
  ['added', 'Oldest in the library first'],
  ['title', 'Title, A to Z'],
  ['artist', 'Artist, A to Z'],
  ['album', 'Album, A to Z'],
  ['year', 'Year, oldest first'],
  ['-year', 'Year, newest first'],
  ['duration', 'Shortest first'],
  ['-duration', 'Longest first'],
] as const;

export type Template = { name: string; about: string; rules: Rules };

/** Where most people want to begin. */
export const templates: readonly Template[] = [
  {
    name: '90s rock, not heard for a year',
    about: 'The 50 most played rock songs of the 90s that you have not heard for a year.',
    rules: {
      match: {
        all: [
          { field: 'genre', op: 'is', value: 'Rock' },
          { field: 'year', op: 'between', value: [1990, 1999] },
          { field: 'played', op: 'not_in_last', value: 365 },
        ],
      },
      sort: '-plays',
      limit: 50,
    },
  },
  {
    name: 'Never played',
    about: 'What you have and never heard, newest first.',
    rules: {
      match: { all: [{ field: 'plays', op: 'is', value: 0 }] },
      sort: '-added',
      limit: null,
    },
  },
  {
    name: 'The best',
    about: 'Favourites, and all with four stars or more.',
    rules: {
      match: {
        any: [
          { field: 'favourite', op: 'is', value: true },
          { field: 'rating', op: 'at_least', value: 4 },
        ],
      },
      sort: '-rating',
      limit: null,
    },
  },
  {
    name: 'New this month',
    about: 'Added in the last 30 days.',
    rules: {
      match: { all: [{ field: 'added', op: 'in_last', value: 30 }] },
      sort: '-added',
      limit: null,
    },
  },
  {
    name: 'Most played',
    about: 'Your 100 most played songs.',
    rules: {
      match: { all: [{ field: 'plays', op: 'at_least', value: 1 }] },
      sort: '-plays',
      limit: 100,
    },
  },
  {
    name: 'Short ones',
    about: 'Songs of three minutes or less, for when there is little time.',
    rules: {
      match: { all: [{ field: 'duration', op: 'at_most', value: 180 }] },
      sort: 'duration',
      limit: null,
    },
  },
];
