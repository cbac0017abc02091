import { Link, useParams } from 'react-router';
import { useSaveFileMutation } from '@/api/files';
import { useGetInvoiceQuery } from '@/api/generated';
import { describeError, isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePageTitle } from '@/lib/page';
import { Button } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { ErrorState, Notice } from '@/ui/States';
import { InvoiceSheet } from './InvoiceSheet';
import { NoOrder } from './NoOrder';

export default function InvoicePage() {
  const { id = '' } = useParams();
  usePageTitle('Invoice');
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <nav aria-label="Breadcrumb" className="flex gap-2 text-sm print:hidden">
          <Link to="/purchases" className="font-semibold text-accent hover:underline">
            Purchases
          </Link>
          <span aria-hidden="true">/</span>
          <Link to={`/purchases/${id}`} className="font-semibold text-accent hover:underline">
            Order
          </Link>
        </nav>
        <LoadedInvoice id={id} />
      </div>
    </CustomerOnly>
  );
}

function LoadedInvoice({ id }: { id: string }) {
  const { currentData: invoice, error, refetch } = useGetInvoiceQuery({ id });
  if (isNotFound(error)) return <NoOrder />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (invoice) {
    return (
      <>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <h1 className="mr-auto text-3xl font-bold sm:text-4xl">Invoice {invoice.number}</h1>
          <Files orderId={id} number={invoice.number} />
        </div>
        <InvoiceSheet invoice={invoice} />
      </>
    );
  }
  return (
    <div className="mt-4">
      <Loading what="the invoice" />
      <Skeleton className="h-10 w-64" />
      <RowsSkeleton count={4} />
    </div>
  );
}

function Files({ orderId, number }: { orderId: string; number: number }) {
  const [save, { isLoading, error }] = useSaveFileMutation();
  const file = (kind: 'pdf' | 'html') => () =>
    void save({
      url: `/api/v1/orders/${orderId}/invoice.${kind}`,
      filename: `invoice-${number}.${kind}`,
    });
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button look="primary" busy={isLoading} onClick={file('pdf')}>
        <DownloadIcon size={18} /> PDF
        <span className="sr-only"> of the invoice</span>
      </Button>
      <Button disabled={isLoading} onClick={file('html')}>
        <DownloadIcon size={18} /> HTML
        <span className="sr-only"> of the invoice</span>
      </Button>
      <Button onClick={() => window.print()}>Print</Button>
      {error && <Notice tone="bad">Not downloaded. {describeError(error)}</Notice>}
    </div>
  );
}
