/** Where the API lives: the pages and the API share one origin, so that no CORS is needed. */
export const apiOrigin = window.location.origin;

/** What the service says about itself in `/config.json`. */
export type ShopConfig = {
  shop_name: string;
  currency: string;
  demo: boolean;
  demo_accounts: { label: string; email: string; password: string }[];
  mailbox_url: string | null;
};
