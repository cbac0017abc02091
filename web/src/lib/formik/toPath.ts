/** `toPath('lines[0].name')` is ['lines', '0', 'name']. See `clone.ts`. */
export default function toPath(value: string | readonly string[]): string[] {
  return typeof value === 'string' ? value.split(/[.[\]]+/).filter(Boolean) : [...value];
}
