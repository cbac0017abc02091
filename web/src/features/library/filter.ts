/**
 * What the side panel chose, as it stands in the address: `genre:"Rock"|"Jazz" rating:>=4`. A term
 * the panel did not write (somebody edited the address) is kept as it is.
 */
export type Chosen = { fields: Record<string, string[]>; rest: string[] };

/** Facets whose values are words of the service rather than names: written without quotes. */
const bare = new Set(['decade', 'year', 'rating', 'source', 'favourite', 'played']);
const term = /(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g;
const oneField = /^([a-z_]+):(.+)$/s;
const value = /"((?:[^"\\]|\\.)*)"|([^|"]+)/g;

export function parseFilter(text: string): Chosen {
  const chosen: Chosen = { fields: {}, rest: [] };
  for (const [part] of text.matchAll(term)) {
    const [, field, list] = oneField.exec(part) ?? [];
    if (!field || !list || chosen.fields[field]) {
      chosen.rest.push(part);
      continue;
    }
    chosen.fields[field] = [...list.matchAll(value)].map(([, quoted, plain]) =>
      quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/gs, '$1'),
    );
  }
  return chosen;
}

export const quote = (text: string) => `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;

export function writeFilter({ fields, rest }: Chosen): string {
  const written = Object.entries(fields)
    .filter(([, values]) => values.length > 0)
    .map(([field, values]) => {
      const write = bare.has(field) ? (text: string) => text : quote;
      return `${field}:${values.map(write).join('|')}`;
    });
  return [...written, ...rest].join(' ');
}

/** The filter with one value switched on or off. */
export function toggled(text: string, field: string, name: string): string {
  const chosen = parseFilter(text);
  const before = chosen.fields[field] ?? [];
  chosen.fields[field] = before.includes(name)
    ? before.filter((other) => other !== name)
    : [...before, name];
  return writeFilter(chosen);
}

/** One thing chosen and nothing else: where a tile of an artist or an album leads. */
export const onlyFilter = (fields: Record<string, string>) =>
  writeFilter({
    fields: Object.fromEntries(Object.entries(fields).map(([field, name]) => [field, [name]])),
    rest: [],
  });

export const chosenCount = (text: string): number => {
  const { fields, rest } = parseFilter(text);
  return Object.values(fields).flat().length + rest.length;
};
