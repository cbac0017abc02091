import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from '@/features/admin/ui/useAdminList';

/** What a change to the staff makes stale. */
const staffApi = adminApi.enhanceEndpoints({
  addTagTypes: [officeTag],
  endpoints: {
    listStaff: { providesTags: [officeTag] },
    getStaffMember: { providesTags: [officeTag] },
    inviteStaff: { invalidatesTags: [officeTag] },
    changeStaffMember: { invalidatesTags: [officeTag] },
    deactivateStaffMember: { invalidatesTags: [officeTag] },
    reactivateStaffMember: { invalidatesTags: [officeTag] },
    resendStaffInvitation: { invalidatesTags: [officeTag] },
    resetStaffSecondFactor: { invalidatesTags: [officeTag] },
    endStaffSession: { invalidatesTags: [officeTag] },
  },
});

export const {
  useListStaffQuery,
  useGetStaffMemberQuery,
  useInviteStaffMutation,
  useChangeStaffMemberMutation,
  useDeactivateStaffMemberMutation,
  useReactivateStaffMemberMutation,
  useResendStaffInvitationMutation,
  useResetStaffSecondFactorMutation,
  useEndStaffSessionMutation,
} = staffApi;
