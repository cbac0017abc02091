import { useMemo } from 'react';
import type { OrderTotals } from '@/api/generatedAdmin';
import { formatMoney } from '@/lib/format';
import type { ShopOrder } from '@/features/admin/deskTypes';
import { useSums } from '@/features/admin/deskApi';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable } from '@/features/admin/ui/AdminTable';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters } from '@/features/admin/ui/filters';
import { SavedViews } from '@/features/admin/ui/SavedViews';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { useAgents } from '@/features/admin/useAgents';
import { OrdersBulk } from './OrdersBulk';
import { orderColumns, orderFilters } from './orderList';
import { usePromotionFilter } from './usePromotionFilter';

const url = '/api/v1/admin/orders';

/** All orders within reach: found, summed, exported and changed by one and the same filter. */
export default function OrdersPage() {
  const agents = useAgents();
  const promotion = usePromotionFilter();
  const filters = useMemo(
    () => orderFilters([...agents, { value: 'none', label: 'Nobody' }], promotion),
    [agents, promotion],
  );
  const state = useFilters(filters);
  const { sort: _, ...filter } = state.values;
  const list = useAdminList<ShopOrder>(url, state.values);
  const sums = useSums<OrderTotals>(`${url}/totals`, filter);
  const selection = useTableSelection(JSON.stringify(filter));
  return (
    <AdminPage title="Orders">
      <FilterBar filters={filters} state={state}>
        <SavedViews list="orders" columns={orderColumns} />
      </FilterBar>
      <AdminTable
        label="Orders"
        name="orders"
        columns={orderColumns}
        list={{ ...list, total: sums?.count ?? list.total }}
        rowKey={({ id }) => id}
        rowName={({ number }) => number}
        to={({ id }) => `/admin/orders/${id}`}
        selection={selection}
        totals={
          sums && {
            number: 'All that match',
            total: formatMoney(sums.total, { free: false }),
            refunded: formatMoney(sums.refunded, { free: false }),
          }
        }
        tools={<CsvButton url={`${url}/export.csv`} params={state.values} filename="orders.csv" />}
      />
      <OrdersBulk
        selection={selection}
        list={{ ...list, total: sums?.count ?? list.total }}
        filter={filter}
      />
    </AdminPage>
  );
}
