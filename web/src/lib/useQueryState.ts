import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters and sorting live in the address, so that a view can be shared and gone back to.
 * `set({ genre: null })` removes one.
 */
export function useQueryState() {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Record<string, string | number | null | undefined>) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === undefined || value === '') next.delete(name);
            else next.set(name, String(value));
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return { params, set };
}

/** One of the allowed words, or the first of them for anything else somebody typed. */
export function oneOf<T extends string>(value: string | null, allowed: readonly [T, ...T[]]): T {
  return allowed.find((word) => word === value) ?? allowed[0];
}

/** A positive whole number from the address, or undefined. */
export function idFrom(value: string | null | undefined): number | undefined {
  return value && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : undefined;
}
