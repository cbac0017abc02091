import { countries } from '@/lib/countries';
import { SelectField } from './Field';

/** A country by its ISO code, shown by its name. */
export function CountryField({
  name = 'country',
  optional,
  autoComplete = 'country',
}: {
  name?: string;
  optional?: boolean;
  autoComplete?: string;
}) {
  return (
    <SelectField name={name} label="Country" optional={optional} autoComplete={autoComplete}>
      <option value="">Choose a country</option>
      {countries().map((country) => (
        <option key={country.code} value={country.code}>
          {country.name}
        </option>
      ))}
    </SelectField>
  );
}
