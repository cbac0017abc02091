import type { Promotion } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';
import { PromotionState } from './badges';
import { datesWords, effectWords, promotionStates, usesWords } from './words';

const filters: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search promotions', placeholder: 'Name or code' },
  {
    kind: 'choice',
    name: 'state',
    label: 'State',
    options: Object.entries(promotionStates).map(([value, [label]]) => ({ value, label })),
  },
  {
    kind: 'choice',
    name: 'with_code',
    label: 'How it applies',
    options: [
      { value: 'true', label: 'With a code' },
      { value: 'false', label: 'By itself' },
    ],
  },
];

const columns: AdminColumn<Promotion>[] = [
  { id: 'name', name: 'Name', min: 220, render: ({ name }) => <strong>{name}</strong> },
  {
    id: 'state',
    name: 'State',
    width: 120,
    render: ({ state }) => <PromotionState state={state} />,
  },
  {
    id: 'code',
    name: 'Code',
    width: 160,
    render: ({ code }) =>
      code ? (
        <code className="font-mono">{code}</code>
      ) : (
        <span className="text-ink-2">By itself</span>
      ),
  },
  { id: 'effect', name: 'What it does', min: 200, render: effectWords },
  { id: 'dates', name: 'Dates', width: 230, render: datesWords },
  { id: 'uses', name: 'Uses', width: 120, align: 'end', render: usesWords },
];

export default function PromotionsPage() {
  const state = useFilters(filters);
  const list = useAdminList<Promotion>('/api/v1/admin/promotions', state.values);
  return (
    <AdminPage
      title="Promotions"
      about="Of those that apply by themselves the one that saves most counts, then one code. Nothing ever costs less than zero."
      actions={
        <LinkButton look="primary" to="/admin/promotions/new">
          New promotion
        </LinkButton>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Promotions"
        name="promotions"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        to={({ id }) => `/admin/promotions/${id}`}
        empty={
          state.active === 0 ? (
            <EmptyState
              title="No promotion yet"
              action={
                <LinkButton look="primary" to="/admin/promotions/new">
                  Make the first
                </LinkButton>
              }
            >
              A code for a newsletter, a sale of a genre, three albums for two.
            </EmptyState>
          ) : undefined
        }
      />
    </AdminPage>
  );
}
