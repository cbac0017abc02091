import { useState, useSyncExternalStore, type ComponentProps } from 'react';
import { load, save } from '@/lib/storage';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { FilterPanel } from './FilterPanel';

const key = 'chinook.library.filters';
const roomy = '(min-width: 64rem)';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

function onRoom(changed: () => void) {
  const query = window.matchMedia(roomy);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Beside the list where there is room, as it was left; on a phone a sheet that is asked for. */
export function useFilterPanel() {
  const isRoomy = useSyncExternalStore(onRoom, () => window.matchMedia(roomy).matches);
  const [beside, setBeside] = useState(() => load(key, isFlag) ?? true);
  const [sheet, setSheet] = useState(false);
  const aside = isRoomy && beside;
  return {
    aside,
    sheet: !isRoomy && sheet,
    open: aside || (!isRoomy && sheet),
    toggle() {
      if (!isRoomy) setSheet(true);
      else {
        save(key, !beside);
        setBeside(!beside);
      }
    },
    close: () => setSheet(false),
  };
}

export function FilterSheet({
  open,
  onClose,
  ...panel
}: ComponentProps<typeof FilterPanel> & { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Filters"
      shape="drawer"
      footer={
        <Button look="primary" className="w-full" onClick={onClose}>
          Show the songs
        </Button>
      }
    >
      <FilterPanel {...panel} />
    </Dialog>
  );
}
