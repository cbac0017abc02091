import { useStore } from 'react-redux';
import { api } from '@/api/base';
import { describeError } from '@/api/problem';
import { lookBegun, lookEnded, type AuthState } from '@/api/session';
import type { Dispatch } from '@/lib/dispatch';

type Store = { dispatch: Dispatch; getState: () => { auth: AuthState } };
type View = { access_token: string; expires_at: string; customer_id: number; name: string };

const lookApi = api.injectEndpoints({
  endpoints: (build) => ({
    beginLook: build.mutation<View, number>({
      query: (id) => ({ url: `/api/v1/admin/customers/${id}/view`, method: 'POST' }),
    }),
    endLook: build.mutation<void, number>({
      query: (id) => ({ url: `/api/v1/admin/customers/${id}/view`, method: 'DELETE' }),
    }),
  }),
});

/** Seeing the shop as a customer does: staff begin it, the banner ends it. Both are logged. */
export function useLook() {
  const store = useStore() as unknown as Store;
  return {
    /** Why it did not begin, or null. */
    async begin(customer: number): Promise<string | null> {
      const { data, error } = await store.dispatch(lookApi.endpoints.beginLook.initiate(customer));
      if (!data) return describeError(error);
      const { access_token: token, expires_at, customer_id: customerId, name } = data;
      store.dispatch(lookBegun({ token, until: Date.parse(expires_at), customerId, name }));
      store.dispatch(api.util.resetApiState());
      return null;
    },
    async end(): Promise<number | null> {
      const looking = store.getState().auth.looking;
      if (!looking) return null;
      store.dispatch(lookEnded());
      store.dispatch(api.util.resetApiState());
      await store.dispatch(lookApi.endpoints.endLook.initiate(looking.customerId));
      return looking.customerId;
    },
  };
}
