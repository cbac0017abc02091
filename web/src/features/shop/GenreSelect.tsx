import { useListGenresQuery } from '@/api/generated';
import { Select } from '@/ui/Select';

export function GenreSelect({
  value,
  onChange,
}: {
  value: number | undefined;
  onChange: (id: string) => void;
}) {
  const { data } = useListGenresQuery();
  const genres = [...(data?.items ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Select label="Genre" value={String(value ?? '')} onChange={onChange}>
      <option value="">All genres</option>
      {genres.map((genre) => (
        <option key={genre.id} value={genre.id}>
          {genre.name}
        </option>
      ))}
    </Select>
  );
}
