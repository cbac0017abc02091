import type { FormikProps } from 'formik';
import { useEffect, useRef, useState } from 'react';

/**
 * What an editing form begins from, and the version its changes are made to. With nothing typed it
 * follows what the service has. What is typed stays when another change makes a newer version; it then
 * belongs to the newer one if that left the fields of this form as they were, and otherwise to the
 * older, so that the service refuses it and says why. `Undo` begins from what is there now.
 */
export function useFormBasis<Values extends object>(values: Values, version: number) {
  const [basis, setBasis] = useState({ values, version });
  const form = useRef<FormikProps<Values>>(null);
  const fresh = JSON.stringify(values);
  const begun = JSON.stringify(basis.values);
  useEffect(() => {
    if (version === basis.version && fresh === begun) return;
    const typed = form.current?.dirty && JSON.stringify(form.current.values) !== fresh;
    if (!typed || fresh === begun) setBasis({ values: JSON.parse(fresh) as Values, version });
  }, [version, basis.version, fresh, begun]);
  return {
    version: basis.version,
    /** Spread on the Formik. */
    formik: {
      innerRef: form,
      initialValues: basis.values,
      enableReinitialize: true,
      onReset: () => setBasis({ values, version }),
    },
  };
}
