import { Button } from '@/ui/Button';

/** Two buttons that stand under every form of the desk. */
export function FormButtons({ busy, dirty }: { busy: boolean; dirty: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" look="primary" busy={busy} disabled={!dirty}>
        Save
      </Button>
      {dirty && (
        <Button type="reset" look="quiet">
          Undo
        </Button>
      )}
    </div>
  );
}
