import { useFormikContext } from 'formik';
import { useEffect, useState } from 'react';
import { describeError, fieldErrors } from '@/api/problem';
import { Panel } from '@/features/admin/ui/AdminPage';
import { CartLine } from '@/features/cart/CartLine';
import { formatMoney, plural } from '@/lib/format';
import { Skeleton } from '@/ui/Skeleton';
import { Notice } from '@/ui/States';
import { draftOf, type PromotionForm } from './promotionForm';
import { usePreviewPromotionMutation } from './promotionsApi';

const typingMs = 400;

/** What the promotion would do, asked of the service whenever the form rests. */
export function Effect({ currency }: { currency: string }) {
  const { values } = useFormikContext<PromotionForm>();
  const [ask, { data, error }] = usePreviewPromotionMutation();
  const [asked, setAsked] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => {
      // A name and a code that are still missing do not change what it does.
      const draft = draftOf(
        { ...values, name: values.name || '-', applies: 'automatic' },
        currency,
      );
      void ask({ previewRequest: { promotion: draft, items: [] } });
      setAsked(true);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [values, currency, ask]);

  return (
    <Panel title="What it would do" about="On a cart of what sells well. Nothing is saved yet.">
      {error ? (
        <Notice>{whatIsMissing(error)}</Notice>
      ) : data ? (
        <div className="flex flex-col gap-3">
          <p className="text-sm">
            {data.album_count > 0 || data.track_count > 0
              ? `It is for ${plural(data.track_count, 'track')}${data.album_count ? ` on ${plural(data.album_count, 'album')}` : ''}.`
              : 'Nothing on sale is in its scope.'}
          </p>
          {data.problem && <Notice tone="warn">{data.problem}</Notice>}
          <ul aria-label="Example cart" className="divide-y divide-line border-y border-line">
            {data.items.map((item) => (
              <CartLine key={`${item.kind}:${item.id}`} item={item} />
            ))}
          </ul>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular-nums [&>dd]:text-right">
            <dt className="text-ink-2">Without it</dt>
            <dd>{formatMoney(data.total_before, { free: false })}</dd>
            <dt className="text-good">Taken off</dt>
            <dd className="text-good">−{formatMoney(data.discount, { free: false })}</dd>
            <dt className="text-lg font-bold">With it</dt>
            <dd className="text-lg font-bold">{formatMoney(data.total_after, { free: false })}</dd>
          </dl>
        </div>
      ) : (
        asked && <Skeleton className="h-56" />
      )}
    </Panel>
  );
}

function whatIsMissing(error: unknown): string {
  const [first] = Object.entries(fieldErrors(error));
  if (!first) return describeError(error);
  const name = first[0].split('.').pop() ?? first[0];
  return `Still missing: ${name.replaceAll('_', ' ')} (${first[1]}).`;
}
