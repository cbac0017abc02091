import { useState } from 'react';
import type { Territory } from '@/api/generatedAdmin';
import { countryName } from '@/lib/countries';
import { Button } from '@/ui/Button';
import { onDemand } from '@/ui/onDemand';
import { Panel } from '@/features/admin/ui/AdminPage';

const TerritoryDialog = onDemand(() => import('./TerritoryDialog'));

/** Where something is sold. */
export function TerritoryPanel({
  kind,
  id,
  territory,
}: {
  kind: 'artist' | 'album' | 'track';
  id: number;
  territory: Territory | null;
}) {
  const [editing, setEditing] = useState(false);
  const names = (territory?.countries ?? []).map(countryName).join(', ');
  return (
    <Panel
      title="Countries"
      actions={
        <Button size="small" onClick={() => setEditing(true)}>
          Change
        </Button>
      }
    >
      <p className="text-sm">
        {!territory && 'Sold everywhere.'}
        {territory?.rule === 'allow' && <>Sold only in {names}.</>}
        {territory?.rule === 'block' && <>Sold everywhere but in {names}.</>}
      </p>
      <TerritoryDialog
        asked={editing}
        kind={kind}
        id={id}
        territory={territory}
        onClose={() => setEditing(false)}
      />
    </Panel>
  );
}
