import type { FormikHelpers } from 'formik';
import { useRef } from 'react';
import type { ProfileChange } from '@/api/generated';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { toasted } from '@/ui/toastSlice';
import { isConflict, useSaveProfileMutation, type VersionedProfile } from './profileApi';

const changedElsewhere =
  'Your profile was changed on another device or in another tab since you opened this page. Save again to put your version in its place, or reload the page to see the other one.';

/**
 * Saves a part of the profile under the version that was shown. After a conflict has been said, the
 * newest version counts: saving again is then a decision and not an accident.
 */
export function useProfileForm({ etag }: VersionedProfile, said: string) {
  const dispatch = useAppDispatch();
  const [save] = useSaveProfileMutation();
  const shown = useRef<string | null>(etag);

  return async function submit<V extends object>(
    values: V,
    helpers: Pick<FormikHelpers<V>, 'setErrors' | 'setStatus' | 'resetForm'>,
    changes: ProfileChange,
  ) {
    const saved = await sendForm(
      values,
      helpers,
      async () => {
        const answer = await save({ etag: shown.current ?? etag, changes }).unwrap();
        shown.current = answer.etag;
      },
      (error) => {
        if (!isConflict(error)) return null;
        shown.current = null; // the profile is read again, and `etag` will be the newest
        return changedElsewhere;
      },
    );
    if (!saved) return;
    helpers.resetForm({ values });
    dispatch(toasted({ message: said }));
  };
}
