import { generatedApi } from '@/api/generated';
import type { Dispatch } from '@/lib/dispatch';
import { applyTheme } from '@/lib/theme';

/** The colours a customer chose for their account come along to this browser. */
export const refreshProfileTheme = () => async (dispatch: Dispatch) => {
  const request = dispatch(generatedApi.endpoints.getProfile.initiate());
  const { data } = await request;
  request.unsubscribe();
  if (data && data.preferences.theme !== 'system') applyTheme(data.preferences.theme);
};
