import { useMemo, useState } from 'react';
import { countries, countryName } from '@/lib/countries';
import { ManyPicker } from './ManyPicker';

/**
 * Several countries by their ISO codes. For Formik: `<CountryPicker value={values.x}
 * onChange={(codes) => setFieldValue('x', codes)} … />`.
 */
export function CountryPicker({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const [sought, setSought] = useState('');
  const found = useMemo(() => {
    const words = sought.trim().toLowerCase();
    if (!words) return [];
    return countries()
      .filter(({ code, name }) => !value.includes(code) && matches(name, code, words))
      .slice(0, 8);
  }, [sought, value]);
  const inOrder = (codes: string[]) =>
    codes.toSorted((a, b) => countryName(a).localeCompare(countryName(b)));

  return (
    <ManyPicker
      label={label}
      hint={hint}
      placeholder="Add a country"
      foundLabel="Countries found"
      chosen={value.map((code) => ({ key: code, name: countryName(code) }))}
      onRemove={(code) => onChange(value.filter((other) => other !== code))}
      sought={sought}
      onSeek={setSought}
      found={found.map(({ code, name }) => ({ key: code, name }))}
      onAdd={(code) => onChange(inOrder([...value, code]))}
    />
  );
}

const matches = (name: string, code: string, words: string) =>
  name.toLowerCase().includes(words) || code.toLowerCase() === words;
