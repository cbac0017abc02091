import { CountryField } from '@/ui/CountryField';
import { Field } from '@/ui/Field';

/** The fields of an address; `purpose` tells the browser which of its addresses to offer. */
export function BillingFields({ purpose = '' }: { purpose?: '' | 'billing ' }) {
  return (
    <>
      <Field name="name" label="Full name" autoComplete={`${purpose}name`} />
      <Field name="line1" label="Address" autoComplete={`${purpose}address-line1`} />
      <Field
        name="line2"
        label="Apartment, company, floor"
        optional
        autoComplete={`${purpose}address-line2`}
      />
      <div className="grid gap-5 sm:grid-cols-[1fr_12rem]">
        <Field name="city" label="City" autoComplete={`${purpose}address-level2`} />
        <Field
          name="postal_code"
          label="Postal code"
          optional
          autoComplete={`${purpose}postal-code`}
        />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="region"
          label="State or region"
          optional
          autoComplete={`${purpose}address-level1`}
        />
        <CountryField autoComplete={`${purpose}country`} />
      </div>
    </>
  );
}
