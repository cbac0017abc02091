import type {
  ListReportInfo,
  ListRoyaltyRate,
  Report,
  ReportColumn as Column,
  ReportTable as Table,
} from '@/api/generatedAdmin';
import { count, money } from '@/features/admin/ui/money';
import { countryName } from '@/lib/countries';

export type ReportInfo = ListReportInfo['items'][number];
export type RoyaltyRate = ListRoyaltyRate['items'][number];
export type ReportRow = Table['rows'][number];
export type CellValue = ReportRow['cells'][number];

/** Which reports belong together, in the order of the page. */
export const groups: readonly { name: string; reports: readonly Report[] }[] = [
  { name: 'Sales', reports: ['sales', 'countries', 'agents', 'purchase-kinds'] },
  {
    name: 'Music',
    reports: [
      'genres',
      'artists',
      'albums',
      'tracks',
      'media-types',
      'sold-unsold',
      'popularity',
      'playlists',
      'protection',
    ],
  },
  { name: 'Customers', reports: ['customers', 'cohorts'] },
  { name: 'Money', reports: ['refunds', 'promotions', 'taxes', 'royalties'] },
];

/** "12.5%" for 1250. */
export const percent = (hundredths: number): string =>
  `${(hundredths / 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;

const isCountry = /^[A-Z]{2}$/;

/** A cell as people read it: money with its currency, countries by their name. */
export function cellText(column: Column, cell: CellValue | undefined, currency: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string')
    return column.key === 'country' && isCountry.test(cell) ? countryName(cell) : cell;
  if (column.kind === 'money') return money(cell, currency);
  return column.kind === 'percent' ? percent(cell) : count(cell);
}

export const number = (cell: CellValue | undefined): number | null =>
  typeof cell === 'number' ? cell : null;

/** The place of the column that is drawn; the last one where there is none of that name. */
export function drawnColumn({ columns, drawn }: Table): number {
  const at = columns.findIndex(({ key }) => key === drawn);
  return at < 0 ? columns.length - 1 : at;
}

/** Where a row leads to, in the shop's own words. */
export function rowLink(report: Report, id: string): string | null {
  if (id === '0' || !/^\d+$/.test(id)) return null;
  switch (report) {
    case 'customers':
      return `/admin/customers/${id}`;
    case 'artists':
    case 'royalties':
    case 'playlists':
      return `/admin/artists/${id}`;
    case 'albums':
      return `/admin/albums/${id}`;
    case 'tracks':
      return `/admin/tracks/${id}`;
    default:
      return null;
  }
}
