/** See `clone.ts`. */
export default function cloneDeep<T>(value: T): T {
  return structuredClone(value);
}
