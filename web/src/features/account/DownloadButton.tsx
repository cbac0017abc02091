import { Button, IconButton, Spinner } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { useDownload, type Downloadable } from './useDownload';

/** Downloads a track, an album or a whole order. `title` says which, to who cannot see the row. */
export function DownloadButton({
  of,
  title,
  tabIndex,
  children,
}: {
  of: Downloadable;
  title: string;
  tabIndex?: number;
  /** The words on the button; without them it is an icon. */
  children?: string;
}) {
  const { download, busy } = useDownload();
  const name = `${children ?? 'Download'}: ${title}`;
  if (!children) {
    return (
      <IconButton
        label={name}
        tabIndex={tabIndex}
        onClick={() => void download(of)}
        disabled={busy}
        aria-busy={busy}
      >
        {busy ? <Spinner size={18} /> : <DownloadIcon size={18} />}
      </IconButton>
    );
  }
  return (
    <Button
      size="small"
      tabIndex={tabIndex}
      busy={busy}
      aria-label={name}
      onClick={() => void download(of)}
    >
      {!busy && <DownloadIcon size={16} />}
      {children}
    </Button>
  );
}
