import { useState } from 'react';
import {
  useCreateAlbumDownloadMutation,
  useCreateOrderDownloadMutation,
  useCreateTrackDownloadMutation,
} from '@/api/generated';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { startDownload } from '@/lib/leave';
import { toasted } from '@/ui/toastSlice';

export type Downloadable =
  { what: 'track'; id: number } | { what: 'album'; id: number } | { what: 'order'; id: string };

/** Asks for a link, which works for a limited time, and fetches the file by it. */
export function useDownload() {
  const dispatch = useAppDispatch();
  const [track] = useCreateTrackDownloadMutation();
  const [album] = useCreateAlbumDownloadMutation();
  const [order] = useCreateOrderDownloadMutation();
  const [busy, setBusy] = useState(false);

  const ask = (wanted: Downloadable) => {
    if (wanted.what === 'track') return track({ id: wanted.id });
    return wanted.what === 'album' ? album({ id: wanted.id }) : order({ id: wanted.id });
  };
  async function download(wanted: Downloadable) {
    setBusy(true);
    const { data, error } = await ask(wanted);
    setBusy(false);
    if (data) {
      startDownload(data.url, data.filename);
      dispatch(toasted({ message: `Downloading “${data.filename}”.` }));
    } else {
      dispatch(toasted({ tone: 'bad', message: `Not downloaded. ${describeError(error)}` }));
    }
  }
  return { download, busy };
}
