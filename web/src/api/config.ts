import type { ShopConfig } from '@/config/env';
import { api } from './base';

const configApi = api.injectEndpoints({
  endpoints: (build) => ({
    getConfig: build.query<ShopConfig, void>({
      query: () => '/config.json',
      keepUnusedDataFor: 3600,
    }),
  }),
});

export const { useGetConfigQuery } = configApi;
