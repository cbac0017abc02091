import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import { useAppDispatch } from '@/lib/dispatch';
import { libraryApi, windowSize } from './libraryApi';
import type { Song, SongView } from './types';

/** A window is asked for once the scrolling has rested this long: dragging asks for nothing. */
const restMs = 70;

type State = Parameters<ReturnType<typeof libraryApi.endpoints.songWindow.select>>[0];
type Running = { abort: () => void; unsubscribe: () => void; refetch: () => void };

const windowsIn = (first: number, last: number) => {
  const from = Math.floor(Math.max(0, first) / windowSize);
  const to = Math.floor(Math.max(0, last) / windowSize);
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * windowSize);
};

/**
 * The songs of a view by place, whichever place that is: only the windows in sight are fetched and
 * kept fresh, and requests for those that were scrolled past are called off.
 */
export function useSongWindows(view: SongView) {
  const dispatch = useAppDispatch();
  const viewKey = JSON.stringify(view);
  const [sight, setSight] = useState({ viewKey, offsets: '0' });
  const offsetsKey = sight.viewKey === viewKey ? sight.offsets : '0';
  const offsets = useMemo(() => offsetsKey.split(',').map(Number), [offsetsKey]);
  const running = useRef(new Map<string, Running>());

  useEffect(() => {
    const wanted = new Map(offsets.map((offset) => [`${viewKey} ${offset}`, offset]));
    for (const [key, request] of running.current) {
      if (wanted.has(key)) continue;
      request.unsubscribe();
      request.abort();
      running.current.delete(key);
    }
    for (const [key, offset] of wanted) {
      if (running.current.has(key)) continue;
      const asked = { ...(JSON.parse(viewKey) as SongView), offset };
      running.current.set(key, dispatch(libraryApi.endpoints.songWindow.initiate(asked)));
    }
  }, [dispatch, offsets, viewKey]);

  // What is on its way when the page is left may arrive: it is kept for who comes back.
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const request of all.values()) request.unsubscribe();
      all.clear();
    };
  }, []);

  // What came before a reload of the same list stays in sight while its successor is on the way.
  const selectors = useMemo(
    () =>
      offsets.map((offset) =>
        libraryApi.endpoints.songWindow.select({ ...(JSON.parse(viewKey) as SongView), offset }),
      ),
    [offsets, viewKey],
  );
  const answers = useSelector(
    (state: State) => selectors.map((select) => select(state)),
    (a, b) => a.length === b.length && a.every((answer, index) => answer === b[index]),
  );

  const known = answers.find(({ data }) => data)?.data?.total;
  const [total, setTotal] = useState<{ viewKey: string; count: number } | null>(null);
  if (known !== undefined && (total?.viewKey !== viewKey || total.count !== known))
    setTotal({ viewKey, count: known });

  const songAt = useCallback(
    (index: number): Song | undefined => {
      for (const { data } of answers) {
        const song = data?.items[index - data.offset];
        if (song && index >= data.offset) return song;
      }
      return undefined;
    },
    [answers],
  );

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onSight = useCallback(
    (first: number, last: number) => {
      clearTimeout(timer.current);
      const next = windowsIn(first, last).join(',');
      timer.current = setTimeout(() => setSight({ viewKey, offsets: next }), restMs);
    },
    [viewKey],
  );
  const retry = useCallback(() => {
    for (const request of running.current.values()) request.refetch();
  }, []);

  const failed = answers.find(({ error, data }) => error && !data)?.error;
  return {
    /** How many songs the view has; undefined until the first answer. */
    total: known ?? (total?.viewKey === viewKey ? total.count : undefined),
    songAt,
    onSight,
    error: (failed as { name?: string } | undefined)?.name === 'AbortError' ? undefined : failed,
    retry,
    busy: answers.some(({ status }) => status === 'pending'),
  };
}
