import { useState } from 'react';
import {
  useCreateAddressMutation,
  useDeleteAddressMutation,
  useListAddressesQuery,
  type Address,
} from '@/api/generated';
import { describeError } from '@/api/problem';
import { countryName } from '@/lib/countries';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { PlusIcon } from '@/ui/icons';
import { onDemand } from '@/ui/onDemand';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, EmptyState, ErrorState, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { AccountLayout } from './AccountLayout';

const AddressDialog = onDemand(() => import('./AddressDialog'));

export default function AddressesPage() {
  return (
    <AccountLayout title="Addresses">
      <Addresses />
    </AccountLayout>
  );
}

/** The address being edited; `new` for one that does not exist yet. */
type Editing = Address | 'new' | null;

function Addresses() {
  const { data, error, refetch } = useListAddressesQuery();
  const [editing, setEditing] = useState<Editing>(null);
  const [removed, setRemoved] = useState<Address | null>(null);

  if (!data) {
    return error ? (
      <ErrorState error={error} retry={() => void refetch()} />
    ) : (
      <>
        <Loading what="your addresses" />
        <RowsSkeleton count={3} />
      </>
    );
  }
  const add = (
    <Button look="primary" onClick={() => setEditing('new')}>
      <PlusIcon size={18} /> Add an address
    </Button>
  );
  return (
    <>
      {removed && <RemovedNotice address={removed} onUndone={() => setRemoved(null)} />}
      {data.items.length === 0 ? (
        <EmptyState title="No address yet" action={add}>
          An address you keep here fills the checkout for you.
        </EmptyState>
      ) : (
        <>
          <ul className="grid gap-4 sm:grid-cols-2">
            {data.items.map((address) => (
              <AddressCard
                key={address.id}
                address={address}
                onEdit={() => setEditing(address)}
                onRemoved={() => setRemoved(address)}
              />
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      <AddressDialog
        asked={editing !== null}
        editing={editing}
        isFirst={data.items.length === 0}
        onClose={() => setEditing(null)}
      />
    </>
  );
}

function AddressCard({
  address,
  onEdit,
  onRemoved,
}: {
  address: Address;
  onEdit: () => void;
  onRemoved: () => void;
}) {
  const dispatch = useAppDispatch();
  const [remove, { isLoading }] = useDeleteAddressMutation();
  const town = [address.postal_code, address.city].filter(Boolean).join(' ');
  const lines = [
    address.line1,
    address.line2,
    town,
    address.region,
    countryName(address.country),
  ].filter(Boolean);

  async function drop() {
    const { error } = await remove({ id: address.id });
    if (error) dispatch(toasted({ tone: 'bad', message: `Not removed. ${describeError(error)}` }));
    else onRemoved();
  }
  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4">
      <address className="min-w-0 flex-1 text-sm text-ink-2 not-italic">
        <span className="mb-1 flex flex-wrap items-center gap-2 font-semibold break-words text-ink">
          {address.name}
          {address.is_default && <Badge tone="accent">Default</Badge>}
        </span>
        {lines.map((line, index) => (
          <span key={`${index}:${line}`} className="block break-words">
            {line}
          </span>
        ))}
      </address>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          aria-label={`Edit: ${address.name}, ${address.line1}`}
          onClick={onEdit}
        >
          Edit
        </Button>
        <Button
          size="small"
          look="quiet"
          busy={isLoading}
          aria-label={`Remove: ${address.name}, ${address.line1}`}
          onClick={() => void drop()}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}

function RemovedNotice({ address, onUndone }: { address: Address; onUndone: () => void }) {
  const [create, { isLoading, error }] = useCreateAddressMutation();
  const { id: _, ...again } = address;
  return (
    <Notice tone={error ? 'bad' : 'plain'}>
      <span className="flex flex-wrap items-center gap-3">
        {error
          ? `Not brought back. ${describeError(error)}`
          : `The address “${address.line1}” was removed.`}
        <Button
          size="small"
          busy={isLoading}
          onClick={async () => {
            if (!(await create({ newAddress: again })).error) onUndone();
          }}
        >
          Undo
        </Button>
      </span>
    </Notice>
  );
}
