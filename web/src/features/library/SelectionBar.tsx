import { plural } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { CloseIcon, MoreIcon, PlayIcon } from '@/ui/icons';
import { Menu, type MenuItem } from '@/ui/Menu';

/** What can be done with the selected songs, above the player. */
export function SelectionBar({
  count,
  items,
  onPlay,
  onEdit,
  onAdd,
  onRemove,
  onClear,
}: {
  count: number;
  items: MenuItem[];
  onPlay: () => void;
  onEdit: () => void;
  onAdd: () => void;
  onRemove: () => void;
  onClear: () => void;
}) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selected songs"
      className="fixed inset-x-0 bottom-24 z-20 mx-auto flex w-[min(44rem,calc(100vw-1rem))] animate-rise flex-wrap items-center gap-2 rounded-2xl border border-line-strong bg-surface px-3 py-2 shadow-high"
    >
      <p role="status" className="mr-auto text-sm font-semibold">
        {plural(count, 'song')} selected
      </p>
      <Button size="small" look="primary" onClick={onPlay}>
        <PlayIcon size={16} /> <span className="max-sm:sr-only">Play</span>
      </Button>
      <Button size="small" onClick={onEdit}>
        Edit
      </Button>
      <Button size="small" onClick={onAdd} className="max-sm:hidden">
        Add to playlist
      </Button>
      <Button size="small" look="danger" onClick={onRemove} className="max-sm:hidden">
        Remove
      </Button>
      <Menu
        label="More for the selected songs"
        trigger={<MoreIcon size={18} />}
        items={items}
        className="size-8!"
      />
      <IconButton label="Select nothing" size="small" onClick={onClear}>
        <CloseIcon size={18} />
      </IconButton>
    </section>
  );
}
