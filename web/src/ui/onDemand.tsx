import { lazy, Suspense, useEffect, type ComponentType } from 'react';

/** By then the page itself is there, and nobody has reached for the button yet. */
const warmUpMs = 400;

/**
 * A dialog that its page does not carry. It is fetched a moment after the page, so that it is there
 * when it is asked for: `const EditDialog = onDemand(() => import('./EditDialog'))`, and then
 * `<EditDialog asked={editing} onClose={…} />`.
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
) {
  const Part = lazy(load);
  return function OnDemand({ asked, ...props }: Props & { asked: boolean }) {
    useEffect(() => {
      // One that could not be fetched is fetched again when it is asked for.
      const timer = setTimeout(() => void load().catch(() => undefined), warmUpMs);
      return () => clearTimeout(timer);
    }, []);
    if (!asked) return null;
    return (
      <Suspense fallback={null}>
        <Part {...(props as unknown as Props)} />
      </Suspense>
    );
  };
}
