import { office } from '@/features/admin/tags';

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
} = office;
