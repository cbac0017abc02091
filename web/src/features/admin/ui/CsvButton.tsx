import { useSaveFileMutation } from '@/api/files';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { toasted } from '@/ui/toastSlice';
import type { ListParams } from './useAdminList';

/** Saves a list as CSV by its own filter: `url` is the export, `params` what the list was asked with. */
export function CsvButton({
  url,
  params,
  filename,
  label = 'CSV',
}: {
  url: string;
  params?: ListParams;
  /** "orders.csv". */
  filename: string;
  label?: string;
}) {
  const [save, { isLoading }] = useSaveFileMutation();
  const dispatch = useAppDispatch();

  async function fetchFile() {
    const { error } = await save({ url: withParams(url, params), filename });
    if (error) {
      const message = `The file was not made. ${describeError(error)}`;
      dispatch(toasted({ tone: 'bad', message }));
    }
  }
  return (
    <Button look="quiet" busy={isLoading} onClick={() => void fetchFile()}>
      {!isLoading && <DownloadIcon size={18} />}
      <span>
        {label}
        <span className="sr-only">: download {filename}</span>
      </span>
    </Button>
  );
}

export function withParams(url: string, params: ListParams = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') asked.set(name, String(value));
  }
  const query = asked.toString();
  return query ? `${url}?${query}` : url;
}
