import { useState } from 'react';
import { Link } from 'react-router';
import type { AdminHome as Home, NamedSum } from '@/api/generatedAdmin';
import { hasPage } from '@/features/admin/pages';
import { Panel } from '@/features/admin/ui/AdminPage';
import { BarList, type BarRow } from '@/features/admin/ui/BarList';
import { money } from '@/features/admin/ui/money';
import { Segments } from '@/features/admin/ui/Segments';
import { useRole } from '@/features/admin/useStaff';
import { withParams } from '@/features/admin/ui/CsvButton';
import { countryName } from '@/lib/countries';
import { plural } from '@/lib/format';
import { Cover } from '@/ui/Cover';

type Kind = 'tracks' | 'albums' | 'artists' | 'genres';
const kinds: Record<Kind, { word: string; picture: ((id: string) => string) | null }> = {
  tracks: { word: 'Tracks', picture: null },
  albums: { word: 'Albums', picture: (id) => `/api/v1/music/albums/${id}/cover` },
  artists: { word: 'Artists', picture: (id) => `/api/v1/music/artists/${id}/image` },
  genres: { word: 'Genres', picture: (id) => `/api/v1/music/genres/${id}/cover` },
};
/** So many countries are named; the report has all. */
const countriesShown = 5;

/** What sold best, where to, and by whose hand. */
export function TopLists({ home }: { home: Home }) {
  const { top, countries, agents, currency } = home;
  const offered = (Object.keys(kinds) as Kind[]).filter(
    (kind) => kind !== 'tracks' || top.tracks.length > 0 || !home.own,
  );
  const [chosen, setChosen] = useState<Kind>('albums');
  const kind = offered.includes(chosen) ? chosen : 'albums';
  const format = (value: number) => money(value, currency);
  const others = countries.length - countriesShown;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel
        title="Best sellers"
        actions={
          <Segments
            label="Best sellers among"
            options={offered.map((kind) => [kind, kinds[kind].word] as const)}
            value={kind}
            onChange={setChosen}
          />
        }
      >
        <BarList
          label={`Best-selling ${kinds[kind].word.toLowerCase()}`}
          rows={useRows(top[kind], kind)}
          format={format}
        />
        <ReportLink report={kind} home={home} />
      </Panel>
      <div className="flex flex-col gap-5">
        <Panel title="By country">
          <BarList
            label="Net sales by country"
            rows={countries.slice(0, countriesShown).map(countryRow)}
            format={format}
          />
          {others > 0 && (
            <p className="mt-2 text-sm text-ink-2">
              and {plural(others, 'other country', 'other countries')}
            </p>
          )}
          <ReportLink report="countries" home={home} />
        </Panel>
        {agents.length > 0 && (
          <Panel title="By support agent">
            <BarList
              label="Net sales by support agent"
              rows={agents.map(agentRow)}
              format={format}
            />
            <ReportLink report="agents" home={home} />
          </Panel>
        )}
      </div>
    </div>
  );
}

function useRows(sums: readonly NamedSum[], kind: Kind): BarRow[] {
  const role = useRole();
  const { picture } = kinds[kind];
  return sums.map(({ id, name, detail, units, net, cover_url }) => {
    const to = `/admin/${kind}/${id}`;
    const src = cover_url ?? picture?.(id);
    return {
      key: id || name,
      label: name,
      note: [detail, `${units.toLocaleString('en-US')} sold`].filter(Boolean).join(' · '),
      value: net,
      to: hasPage(to, role) ? to : undefined,
      picture: src ? <Cover src={src} size={40} round={kind === 'artists'} /> : undefined,
    };
  });
}

const countryRow = ({ id, net, orders }: NamedSum): BarRow => ({
  key: id || 'none',
  label: id ? countryName(id) : 'No country given',
  note: orders === null || orders === undefined ? undefined : plural(orders, 'order'),
  value: net,
});

const agentRow = ({ id, name, net, orders }: NamedSum): BarRow => ({
  key: id || 'none',
  label: name,
  note: orders === null || orders === undefined ? undefined : plural(orders, 'order'),
  value: net,
});

/** On to the report over the same days, where the role may see it. */
function ReportLink({ report, home: { from, to } }: { report: string; home: Home }) {
  const role = useRole();
  const path = `/admin/reports/${report}`;
  if (!hasPage(path, role)) return null;
  return (
    <p className="mt-3 text-sm print:hidden">
      <Link
        to={withParams(path, { from, to })}
        className="inline-flex min-h-8 items-center font-semibold text-accent underline underline-offset-4"
      >
        The whole report
      </Link>
    </p>
  );
}
