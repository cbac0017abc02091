import { useMemo, useState } from 'react';
import type { CustomerTotals } from '@/api/generatedAdmin';
import { formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import type { ShopCustomer } from '@/features/admin/deskTypes';
import { useSums } from '@/features/admin/deskApi';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable } from '@/features/admin/ui/AdminTable';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters } from '@/features/admin/ui/filters';
import { SavedViews } from '@/features/admin/ui/SavedViews';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { useAgents } from '@/features/admin/useAgents';
import { AssignManyDialog } from './AssignDialogs';
import { customerColumns, customerFilters, nameOf } from './customerList';

const url = '/api/v1/admin/customers';

/** Customers within reach. A segment is a saved view of this list. */
export default function CustomersPage() {
  const agents = useAgents();
  const filters = useMemo(
    () => customerFilters([...agents, { value: 'none', label: 'Nobody' }]),
    [agents],
  );
  const state = useFilters(filters);
  const { sort: _, ...filter } = state.values;
  const found = useAdminList<ShopCustomer>(url, state.values);
  const sums = useSums<CustomerTotals>(`${url}/totals`, filter);
  const list = { ...found, total: sums?.count ?? found.total };
  const selection = useTableSelection(JSON.stringify(filter));
  const [assigning, setAssigning] = useState(false);
  return (
    <AdminPage title="Customers" about="Filter them to a segment, and keep it under Views.">
      <FilterBar filters={filters} state={state}>
        <SavedViews list="customers" columns={customerColumns} />
      </FilterBar>
      <AdminTable
        label="Customers"
        name="customers"
        columns={customerColumns}
        list={list}
        rowKey={({ id }) => String(id)}
        rowName={nameOf}
        to={({ id }) => `/admin/customers/${id}`}
        selection={selection}
        totals={
          sums && {
            name: 'All that match',
            orders: sums.orders.toLocaleString('en-US'),
            spend: formatMoney(sums.spend, { free: false }),
          }
        }
        tools={
          <CsvButton url={`${url}/export.csv`} params={state.values} filename="customers.csv" />
        }
      />
      <BulkBar selection={selection} list={list} word="customer">
        <Button onClick={() => setAssigning(true)}>Give to an agent</Button>
      </BulkBar>
      {assigning && (
        <AssignManyDialog
          selection={selection}
          filter={filter}
          agents={agents}
          onClose={() => setAssigning(false)}
        />
      )}
    </AdminPage>
  );
}
