import type { PageShopCustomer, PageShopOrder, PageTicket } from '@/api/generatedAdmin';

/** Rows of the three lists. */
export type ShopOrder = PageShopOrder['items'][number];
export type ShopCustomer = PageShopCustomer['items'][number];
export type Ticket = PageTicket['items'][number];
