import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';

/** Says what came of something: `told(retry({ id }), 'It is done again.')`. */
export function useTold() {
  const dispatch = useAppDispatch();
  return async (work: Promise<{ error?: unknown }>, done: string): Promise<boolean> => {
    const { error } = await work;
    dispatch(toasted(error ? { tone: 'bad', message: describeError(error) } : { message: done }));
    return !error;
  };
}
