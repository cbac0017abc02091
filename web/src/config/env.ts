/** Where the API lives: the pages and the API share one origin, so that no CORS is needed. */
export const apiOrigin = window.location.origin;

/** What the service says about itself in `/config.json`. */
export type ShopConfig = {
  shop_name: string;
  currency: string;
  demo: boolean;
  /** `code` is what the authenticator app of a member of staff shows in this half minute. */
  demo_accounts: { label: string; email: string; password: string; code?: string }[];
  mailbox_url: string | null;
};
