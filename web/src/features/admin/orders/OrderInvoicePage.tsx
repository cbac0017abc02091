import { useParams } from 'react-router';
import { isNotFound } from '@/api/problem';
import { InvoiceSheet } from '@/features/account/InvoiceSheet';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { office } from '@/features/admin/tags';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { PrintIcon } from '@/features/admin/ui/icons';

/** The invoice as the customer has it, to be read and printed. */
export default function OrderInvoicePage() {
  const { id = '' } = useParams();
  const { currentData: invoice, error, refetch } = office.useGetShopOrderInvoiceQuery({ id });
  const crumbs = [
    { to: '/admin/orders', label: 'Orders' },
    { to: `/admin/orders/${id}`, label: invoice ? `Order ${invoice.order_number}` : 'Order' },
  ];
  return (
    <AdminPage
      title={invoice ? `Invoice ${invoice.number}` : 'Invoice'}
      crumbs={crumbs}
      actions={
        invoice && (
          <Button look="primary" onClick={() => window.print()}>
            <PrintIcon size={18} /> Print
          </Button>
        )
      }
    >
      {invoice ? (
        <div className="max-w-4xl">
          <InvoiceSheet invoice={invoice} />
        </div>
      ) : isNotFound(error) ? (
        <EmptyState
          title="There is no invoice"
          action={<LinkButton to={`/admin/orders/${id}`}>The order</LinkButton>}
        >
          An invoice is written when an order is paid.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the invoice" />
          <RowsSkeleton count={5} />
        </>
      )}
    </AdminPage>
  );
}
