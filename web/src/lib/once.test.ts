import { renderHook } from '@testing-library/react';
import { useOnce } from './once';

/** Sends `input` and says under which key; `status` is what the service refuses it with. */
function sender() {
  const { result } = renderHook(() => useOnce());
  return async (input: unknown, status?: number | string, type = 'refused') => {
    let used = '';
    await result
      .current(input, async (key) => {
        used = key;
        if (status !== undefined)
          throw Object.assign(new Error(), {
            status,
            data: { type: `/problems/${type}`, title: 'No' },
          });
      })
      .catch(() => undefined);
    return used;
  };
}

test.each([
  ['FETCH_ERROR', undefined],
  [503, undefined],
  [409, 'request-in-flight'],
])('after %s (%s) the same goes under the same key', async (status, type) => {
  const send = sender();
  const first = await send({ amount: 5 }, status, type);
  expect(await send({ amount: 5 })).toBe(first);
});

test('an answer ends the key, be it yes or no, and so does another input', async () => {
  const send = sender();
  const done = await send({ amount: 5 });
  const refused = await send({ amount: 5 }, 422);
  const lost = await send({ amount: 5 }, 503);
  const other = await send({ amount: 6 }, 503);
  expect(new Set([done, refused, lost, other]).size).toBe(4);
});
