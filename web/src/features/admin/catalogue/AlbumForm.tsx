import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import type { CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { toasted } from '@/ui/toastSlice';
import { MoneyField } from '@/features/admin/ui/fields';
import { centsOf, moneyText } from '@/features/admin/ui/moneyText';
import { useFormBasis } from '@/features/admin/ui/useFormBasis';
import { useDeskWrite } from './desk';
import { FormButtons } from './FormButtons';
import { Picker, type Picked } from './Picker';

export const priceText = string().test(
  'money',
  'Write a price such as 9.99',
  (text) => !text || (centsOf(text) ?? -1) >= 0,
);
const schema = object({
  title: string().trim().required('Write the title').max(160, 'At most 160 characters'),
  own_price_cents: priceText,
});

type Values = { title: string; own_price_cents: string; artist: Picked | null };

export function AlbumForm({ album }: { album: CatalogueAlbumDetail }) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const { id, name } = album.artist;
  const { formik, version } = useFormBasis<Values>(
    {
      title: album.title,
      own_price_cents: moneyText(album.own_price?.amount),
      artist: { id, name },
    },
    album.version,
  );

  async function send({ title, own_price_cents, artist }: Values) {
    const body = {
      title,
      own_price_cents: own_price_cents.trim() ? centsOf(own_price_cents) : null,
      ...(artist && artist.id !== album.artist.id && { artist_id: artist.id }),
    };
    await write({ url: `/albums/${album.id}`, method: 'PATCH', version, body });
    dispatch(toasted({ message: 'The album is saved.' }));
  }
  return (
    <Formik
      {...formik}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
    >
      {({ status, isSubmitting, dirty, values, setFieldValue }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="title" label="Title" />
          <Picker
            label="Artist"
            url="/api/v1/admin/artists"
            value={values.artist}
            onPick={(picked) => void setFieldValue('artist', picked)}
          />
          <MoneyField
            name="own_price_cents"
            label="Album price"
            optional
            placeholder={moneyText(album.regular_price.amount)}
            hint="Empty: its tracks together, 10% less from four tracks on."
          />
          <FormButtons busy={isSubmitting} dirty={dirty && values.artist !== null} />
        </Form>
      )}
    </Formik>
  );
}
