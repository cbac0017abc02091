import { useField, useFormikContext } from 'formik';
import { CheckboxField, Field, FieldError, TextAreaField, useControl } from '@/ui/Field';
import { ChipsField, useNames } from './ChipsField';
import { CoverField } from './CoverField';
import { useSuggestSongsQuery } from './libraryApi';
import { Rating } from './Rating';
import { formOf, type SongForm } from './songForm';
import { SuggestInput, type Choice } from './SuggestInput';
import type { Song, SongChanges } from './types';
import { useSettled } from '@/lib/useSettled';

const pauseMs = 150;

/** All that can be said of a song. */
export function SongFields({ song }: { song: Song | null }) {
  return (
    <>
      <TitleField isNew={song === null} />
      <ChipsField name="artists" label="Artists" kind="artist" />
      <NameField name="album" label="Album" kind="album" />
      <div className="grid grid-cols-2 gap-x-3 gap-y-5 sm:grid-cols-3">
        <div className="max-sm:col-span-2">
          <Field name="year" label="Year" inputMode="numeric" optional />
        </div>
        <Field name="position" label="Track" inputMode="numeric" optional />
        <Field name="disc" label="Disc" inputMode="numeric" optional />
      </div>
      <Field name="length" label="Length" hint="Minutes and seconds, such as 4:05" optional />
      <ChipsField name="genres" label="Genres" kind="genre" />
      <RatingField />
      <CheckboxField name="favourite" label="Favourite" />
      <ChipsField name="tags" label="Tags" kind="tag" />
      <TextAreaField name="notes" label="Notes" optional />
      <CoverField song={song} />
      <details>
        <summary className="min-h-10 py-2 text-sm font-semibold">More about it</summary>
        <div className="flex flex-col gap-5 pt-2">
          <NameField name="album_artist" label="Album artist" kind="artist" />
          <Field
            name="artist"
            label="Artist as shown"
            hint="Only where it is more than the names, such as “Queen feat. David Bowie”"
            optional
          />
          <Field name="composer" label="Composer" optional />
          <Field name="isrc" label="ISRC" optional />
          <Field name="mbid" label="MusicBrainz recording" optional />
        </div>
      </details>
    </>
  );
}

type Filling = Choice & { draft: SongChanges };

/** While a title is typed the shop's tracks and one's own songs are offered; one fills the form. */
function TitleField({ isNew }: { isNew: boolean }) {
  const [field, , { setValue }] = useField<string>('title');
  const { setValues, values } = useFormikContext<SongForm>();
  const q = useSettled(field.value.trim(), pauseMs);
  const { currentData } = useSuggestSongsQuery({ q, limit: 8 }, { skip: !isNew || q.length < 2 });
  const choices: Filling[] = (q === field.value.trim() ? (currentData?.items ?? []) : []).flatMap(
    ({ kind, label, detail, id, track_id, draft }) =>
      draft && (kind === 'shop_track' || kind === 'song')
        ? [{ key: `${kind} ${track_id ?? id ?? label}`, label, detail, draft }]
        : [],
  );
  const control = useControl({ name: 'title' });

  function fill({ draft }: Filling) {
    const { rating, favourite, notes, tags } = values;
    // What one thinks of a song is not in any catalogue.
    void setValues({ ...formOf(draft), rating, favourite, notes, tags });
  }
  return (
    <div className="flex flex-col gap-1.5">
      <SuggestInput
        name="title"
        label="Title"
        required
        value={field.value}
        onChange={(title) => void setValue(title)}
        choices={choices}
        onChoose={fill}
        invalid={control['aria-invalid']}
        describedBy={control['aria-describedby']}
      />
      <FieldError name="title" />
    </div>
  );
}

function NameField({
  name,
  label,
  kind,
}: {
  name: string;
  label: string;
  kind: 'artist' | 'album';
}) {
  const [field, , { setValue }] = useField<string>(name);
  const choices = useNames(field.value, [kind]).filter((choice) => choice.label !== field.value);
  return (
    <SuggestInput
      name={name}
      label={label}
      value={field.value}
      onChange={(value) => void setValue(value)}
      choices={choices}
      onChoose={(choice) => void setValue(choice.label)}
    />
  );
}

function RatingField() {
  const [field, , { setValue }] = useField<number | null>('rating');
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-semibold" aria-hidden="true">
        Rating
      </span>
      <Rating
        label="Rating"
        value={field.value}
        onChange={(rating) => void setValue(rating)}
        className="self-start"
      />
    </div>
  );
}
