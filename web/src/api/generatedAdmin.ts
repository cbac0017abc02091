import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    getAdminHome: build.query<GetAdminHomeApiResponse, GetAdminHomeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/home`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
        },
      }),
    }),
    listReports: build.query<ListReportsApiResponse, ListReportsApiArg>({
      query: () => ({ url: `/api/v1/admin/reports` }),
    }),
    getReport: build.query<GetReportApiResponse, GetReportApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/${encodeURIComponent(String(queryArg.report))}`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
          country: queryArg.country,
          agent: queryArg.agent,
          sort: queryArg.sort,
          group_small: queryArg.groupSmall,
          limit: queryArg.limit,
        },
      }),
    }),
    exportReport: build.query<ExportReportApiResponse, ExportReportApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/${encodeURIComponent(String(queryArg.report))}/export.csv`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
          country: queryArg.country,
          agent: queryArg.agent,
          sort: queryArg.sort,
          group_small: queryArg.groupSmall,
          limit: queryArg.limit,
        },
      }),
    }),
    listRoyaltyRates: build.query<
      ListRoyaltyRatesApiResponse,
      ListRoyaltyRatesApiArg
    >({
      query: () => ({ url: `/api/v1/admin/royalty-rates` }),
    }),
    setRoyaltyRate: build.mutation<
      SetRoyaltyRateApiResponse,
      SetRoyaltyRateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/royalty-rates`,
        method: "PUT",
        body: queryArg.royaltyChange,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as adminApi };
export type GetAdminHomeApiResponse = /** status 200  */ Home;
export type GetAdminHomeApiArg = {
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Points of the chart: days up to 92, else months, unless said. */
  interval?: "day" | "week" | "month" | "year";
};
export type ListReportsApiResponse = /** status 200  */ ListReportInfo;
export type ListReportsApiArg = void;
export type GetReportApiResponse = /** status 200  */ Table;
export type GetReportApiArg = {
  report: Report;
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Of `sales`: a row for each day, week, month or year. */
  interval?: "day" | "week" | "month" | "year";
  /** Only bills of this country, in reports that are kept by country. */
  country?: string;
  /** Only customers of this support agent, in reports that are kept by agent. */
  agent?: number;
  /** What comes first; net sales when it is not said. */
  sort?: "-net" | "-units" | "-refunds";
  /** Of `countries`: those with one customer become "Other". */
  groupSmall?: boolean;
  /** Rows of the answer, 1 to 500; 50 when it is not said. A series has all its points, a CSV all rows. */
  limit?: number;
};
export type ExportReportApiResponse = /** status 200  */ string;
export type ExportReportApiArg = {
  report: Report;
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Of `sales`: a row for each day, week, month or year. */
  interval?: "day" | "week" | "month" | "year";
  /** Only bills of this country, in reports that are kept by country. */
  country?: string;
  /** Only customers of this support agent, in reports that are kept by agent. */
  agent?: number;
  /** What comes first; net sales when it is not said. */
  sort?: "-net" | "-units" | "-refunds";
  /** Of `countries`: those with one customer become "Other". */
  groupSmall?: boolean;
  /** Rows of the answer, 1 to 500; 50 when it is not said. A series has all its points, a CSV all rows. */
  limit?: number;
};
export type ListRoyaltyRatesApiResponse = /** status 200  */ ListRoyaltyRate;
export type ListRoyaltyRatesApiArg = void;
export type SetRoyaltyRateApiResponse = /** status 200  */ ListRoyaltyRate;
export type SetRoyaltyRateApiArg = {
  royaltyChange: RoyaltyChange;
};
export type ArtistId = number;
export type ArtistRef = {
  id: ArtistId;
  name: string;
};
export type GenreId = number;
export type GenreRef = {
  id: GenreId;
  name: string;
};
export type AlbumId = number;
export type AlbumKind = "audio" | "video" | "mixed";
export type Currency = string;
export type Money = {
  /** Whole minor units: 99 is 0.99 USD. */
  amount: number;
  currency: Currency;
};
export type AlbumSummary = {
  artist: ArtistRef;
  cover_url: string;
  /** Milliseconds. */
  duration_ms: number;
  genre?: null | GenreRef;
  id: AlbumId;
  kind: AlbumKind;
  /** What the album costs. */
  price: Money;
  title: string;
  track_count: number;
};
export type Genre = {
  album_count: number;
  cover_url: string;
  id: GenreId;
  name: string;
  track_count: number;
};
export type PlaylistId = number;
export type PlaylistSummary = {
  cover_url: string;
  /** Milliseconds. */
  duration_ms: number;
  id: PlaylistId;
  name: string;
  track_count: number;
};
export type AlbumRef = {
  cover_url: string;
  id: AlbumId;
  title: string;
};
export type TrackId = number;
export type Kind = "audio" | "video";
export type MediaTypeId = number;
export type MediaTypeRef = {
  id: MediaTypeId;
  name: string;
};
export type Track = {
  album?: null | AlbumRef;
  artist?: null | ArtistRef;
  /** Names separated by commas. */
  composer?: string | null;
  /** Milliseconds. */
  duration_ms: number;
  genre?: null | GenreRef;
  id: TrackId;
  kind: Kind;
  media_type: MediaTypeRef;
  name: string;
  /** Place within the album, from 1. */
  position?: number | null;
  preview_url: string;
  price: Money;
};
export type Home = {
  /** Best-sellers of five different genres. */
  featured: AlbumSummary[];
  genres: Genre[];
  new_arrivals: AlbumSummary[];
  playlists: PlaylistSummary[];
  top_albums: AlbumSummary[];
  top_tracks: Track[];
};
export type FieldError = {
  /** The field's name as it stands in the request, dotted when nested: `billing.country`. */
  field: string;
  message: string;
};
export type Problem = {
  detail: string;
  errors?: FieldError[];
  status: number;
  title: string;
  /** A stable URI reference such as `/problems/price-changed`: programs branch on this. */
  type: string;
};
export type Report =
  | "sales"
  | "countries"
  | "agents"
  | "genres"
  | "artists"
  | "albums"
  | "tracks"
  | "media-types"
  | "customers"
  | "cohorts"
  | "refunds"
  | "promotions"
  | "taxes"
  | "royalties"
  | "purchase-kinds"
  | "sold-unsold"
  | "popularity"
  | "playlists"
  | "protection";
export type ListReportInfo = {
  items: {
    /** Takes `agent`. */
    by_agent: boolean;
    /** Takes `country`. */
    by_country: boolean;
    /** Takes `from`, `to` and `compare`. */
    by_time: boolean;
    description: string;
    report: Report;
    title: string;
  }[];
};
export type Day = string;
export type Span = {
  from: Day;
  to: Day;
};
export type Column = {
  /** In words, for a tooltip and below a printed table. */
  definition: string;
  key: string;
  kind: Kind;
  label: string;
};
export type Drawing = "line" | "bars" | "heat";
export type Interval = "day" | "week" | "month" | "year";
export type Cell = number | string | null;
export type Row = {
  /** In the order of the columns. */
  cells: Cell[];
  /** Of what the row is about: a number of the catalogue, a country, the first day of a period. */
  id: string;
  /** The same in the period it is compared with. */
  previous?: Cell[] | null;
};
export type Table = Span & {
  columns: Column[];
  currency: Currency;
  description: string;
  drawing: Drawing;
  /** The column that is drawn. */
  drawn: string;
  interval?: null | Interval;
  /** There are more rows; the CSV has all of them. */
  more: boolean;
  previous?: null | Span;
  previous_totals?: Cell[] | null;
  report: Report;
  rows: Row[];
  /** Days begin and end in this time zone. */
  time_zone: string;
  title: string;
  /** Over all rows, also those that are not shown. Nothing where a sum has no meaning. */
  totals: Cell[];
};
export type ListRoyaltyRate = {
  items: {
    artist?: string | null;
    /** Nothing: everybody without a rate of their own. */
    artist_id?: number | null;
    /** Hundredths of a percent: 7000 is 70 %. */
    rate_bp: number;
  }[];
};
export type RoyaltyChange = {
  artist_id?: null | ArtistId;
  /** Hundredths of a percent, 0 to 10000. Nothing: the artist has no rate of their own any more. */
  rate_bp?: number | null;
};
export const {
  useGetAdminHomeQuery,
  useListReportsQuery,
  useGetReportQuery,
  useExportReportQuery,
  useListRoyaltyRatesQuery,
  useSetRoyaltyRateMutation,
} = injectedRtkApi;
