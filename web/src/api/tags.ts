import { generatedApi } from './generated';

/** What a change makes stale. Imported once, by the store. */
export const taggedApi = generatedApi.enhanceEndpoints({
  endpoints: {
    getProfile: { providesTags: ['Profile'] },
    updateProfile: { invalidatesTags: ['Profile'] },
    listAddresses: { providesTags: ['Addresses'] },
    createAddress: { invalidatesTags: ['Addresses'] },
    updateAddress: { invalidatesTags: ['Addresses'] },
    deleteAddress: { invalidatesTags: ['Addresses'] },
    listSessions: { providesTags: ['Sessions'] },
    revokeSession: { invalidatesTags: ['Sessions'] },
    getOwned: { providesTags: ['Owned'] },
    getCart: { providesTags: ['Cart'] },
    createOrder: { invalidatesTags: ['Cart', 'Order', 'Owned', 'Library', 'GiftCards'] },
    settleOrder: {
      // Asked again and again while a payment is open: only its end changes anything else.
      invalidatesTags: (order) =>
        order?.status === 'processing' ? [] : ['Cart', 'Order', 'Owned', 'Library'],
    },
    cancelOrder: { invalidatesTags: ['Cart', 'Order', 'GiftCards'] },
    listOwnGiftCards: { providesTags: ['GiftCards'] },
    redeemCode: { invalidatesTags: ['Order', 'Owned', 'Library', 'GiftCards'] },
    listOrders: { providesTags: ['Order'] },
    getOrder: { providesTags: ['Order'] },
  },
});
