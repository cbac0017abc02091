import { useInView } from '@/lib/useInView';
import { Button } from '@/ui/Button';

/** The foot of a long list: fetches the next page when it comes near, and by button without it. */
export function MoreOnScroll({
  more,
  busy,
  load,
}: {
  more: boolean;
  busy: boolean;
  load: () => void;
}) {
  const ref = useInView(load, more && !busy);
  if (!more) return null;
  return (
    <div ref={ref} className="flex justify-center py-10">
      <Button busy={busy} onClick={load}>
        Show more
      </Button>
    </div>
  );
}
