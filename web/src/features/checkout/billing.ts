import { object, string } from 'yup';
import type { Address, Billing, Profile } from '@/api/generated';
import { guessCountry } from '@/lib/countries';
import { orNull } from '@/lib/forms';

/** An address as a form holds it: text everywhere. */
export type BillingForm = Record<keyof Required<Billing>, string>;

const short = (name: string) => string().trim().max(120, `${name}: use at most 120 letters.`);

export const billingFields = {
  name: short('Name').required('Enter the name for the invoice.'),
  line1: short('Address').required('Enter the street and number.'),
  line2: short('Second line'),
  city: short('City').required('Enter the city.'),
  region: short('Region'),
  postal_code: string().trim().max(20, 'Postal code: use at most 20 letters.'),
  country: string().required('Choose a country.'),
};
export const billingSchema = object(billingFields);

export function formOf(address: Address | Billing | null | undefined): BillingForm {
  return {
    name: address?.name ?? '',
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
    postal_code: address?.postal_code ?? '',
    country: address?.country ?? guessCountry(),
  };
}

/** What the billing form starts with: the default address, or at least the name. */
export function firstBilling(addresses: Address[], profile: Profile | undefined): BillingForm {
  const address = addresses.find((one) => one.is_default) ?? addresses[0];
  if (address) return formOf(address);
  const name = profile ? `${profile.first_name} ${profile.last_name}`.trim() : '';
  return { ...formOf(null), name };
}

export function billingOf(form: BillingForm): Billing & { country: string } {
  return {
    name: form.name.trim(),
    line1: form.line1.trim(),
    line2: orNull(form.line2),
    city: form.city.trim(),
    region: orNull(form.region),
    postal_code: orNull(form.postal_code),
    country: form.country,
  };
}

/** Whether an address book has this address already. */
export function isKnown(addresses: Address[], billing: Billing): boolean {
  const text = (one: Address | Billing) => JSON.stringify(billingOf(formOf(one)));
  return addresses.some((address) => text(address) === text(billing));
}
