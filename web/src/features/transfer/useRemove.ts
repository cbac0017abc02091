import { useNavigate } from 'react-router';
import { useDeleteImportMutation } from './transferApi';

/** Deletes the file and its report, and goes back to the list. */
export function useRemove(id: string) {
  const navigate = useNavigate();
  const [send, { isLoading, error }] = useDeleteImportMutation();
  async function remove() {
    const answer = await send(id);
    if (!answer.error) void navigate('/library/import', { replace: true });
  }
  return { remove, isLoading, error };
}
