import { Form, Formik } from 'formik';
import { useState } from 'react';
import { useParams } from 'react-router';
import { object, string } from 'yup';
import type { AudioUpload, CatalogueTrackDetail } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { Missing } from '@/features/shop/Missing';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { idFrom } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, SelectField } from '@/ui/Field';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { MoneyField, NumberField } from '@/features/admin/ui/fields';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { centsOf, moneyText } from '@/features/admin/ui/moneyText';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { UploadDrop } from '@/features/admin/ui/UploadDrop';
import { priceText } from './AlbumForm';
import { ArchiveButton } from './ArchiveButton';
import { useDesk, useDeskAction, useDeskWrite } from './desk';
import { FormButtons } from './FormButtons';
import { PricesPanel } from './PricesPanel';
import { Release } from './ReleasePanel';
import { StockLine } from './StockLine';
import { TerritoryPanel } from './TerritoryPanel';

export default function TrackPage() {
  const id = idFrom(useParams().id);
  const { data, error, retry } = useDesk<CatalogueTrackDetail>(id ? `/tracks/${id}` : null);
  const [shown, setShown] = useState<CatalogueTrackDetail | null>(null);
  if (data && data !== shown) setShown(data);
  const track = data ?? (shown?.id === id ? shown : null);

  if (!id || isNotFound(error)) return <Missing what="track" to="/admin/tracks" />;
  if (error && !track) return <ErrorState error={error} retry={retry} />;
  if (!track) {
    return (
      <AdminPage title="Track">
        <Loading what="the track" />
        <RowsSkeleton count={6} />
      </AdminPage>
    );
  }
  return <Track track={track} />;
}

function Track({ track }: { track: CatalogueTrackDetail }) {
  const album = track.album_id
    ? [{ to: `/admin/albums/${track.album_id}`, label: track.album_title ?? 'Album' }]
    : [];
  return (
    <AdminPage
      title={track.name}
      badge={<StateBadge state={track.archived_at ? 'archived' : track.state} />}
      about={[track.artist?.name, formatDuration(track.duration_ms), `${track.units_sold} sold`]
        .filter(Boolean)
        .join(' · ')}
      crumbs={[{ to: '/admin/tracks', label: 'Tracks' }, ...album]}
      actions={
        <>
          {track.on_sale && <LinkButton to={`/tracks/${track.id}`}>See it in the shop</LinkButton>}
          <ArchiveButton
            what="track"
            url={`/tracks/${track.id}`}
            archived={Boolean(track.archived_at)}
          />
        </>
      }
    >
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Details">
            <TrackForm key={track.version} track={track} />
          </Panel>
          <PricesPanel
            kind="track"
            id={track.id}
            regular={track.regular_price}
            isOut={track.on_sale}
          />
        </div>
        <div className="flex flex-col gap-5">
          <Panel title="Release">
            <Release thing={track} url={`/tracks/${track.id}`} what="track" ready />
          </Panel>
          <Recording track={track} />
          <TerritoryPanel kind="track" id={track.id} territory={track.territory ?? null} />
          <StockLine kind="track" id={track.id} />
        </div>
      </div>
    </AdminPage>
  );
}

const whole = string().matches(/^\d*$/, 'Write a whole number');
const schema = object({
  name: string().trim().required('Write the title').max(200, 'At most 200 characters'),
  position: whole,
  disc: whole,
  year: whole,
  composer: string().max(220, 'At most 220 characters'),
  price_cents: priceText.required('Write a price'),
});

function TrackForm({ track }: { track: CatalogueTrackDetail }) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const genres = useDesk<{ items: { id: number; name: string }[] }>('/genres').data?.items ?? [];
  const initial = {
    name: track.name,
    position: String(track.position ?? ''),
    disc: String(track.disc ?? ''),
    year: String(track.year ?? ''),
    genre_id: String(track.genre?.id ?? ''),
    composer: track.composer ?? '',
    price_cents: moneyText(track.regular_price.amount),
  };
  async function send(values: typeof initial) {
    const number = (text: string) => (text.trim() ? Number(text) : null);
    const body = {
      name: values.name,
      ...(track.album_id && { position: number(values.position) }),
      disc: number(values.disc),
      year: number(values.year),
      genre_id: number(values.genre_id),
      composer: values.composer.trim() || null,
      price_cents: centsOf(values.price_cents),
    };
    await write({ url: `/tracks/${track.id}`, method: 'PATCH', version: track.version, body });
    dispatch(toasted({ message: 'The track is saved.' }));
  }
  return (
    <Formik
      initialValues={initial}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
    >
      {({ status, isSubmitting, dirty }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="name" label="Title" />
          <div className="grid gap-4 sm:grid-cols-3">
            <NumberField name="position" label="No. on the album" optional />
            <NumberField name="disc" label="Disc" optional />
            <NumberField name="year" label="Year" optional />
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField name="genre_id" label="Genre" optional>
              <option value="">None</option>
              {genres.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <MoneyField name="price_cents" label="Price" />
          </div>
          <Field name="composer" label="Composer" optional />
          <FormButtons busy={isSubmitting} dirty={dirty} />
        </Form>
      )}
    </Formik>
  );
}

function Recording({ track }: { track: CatalogueTrackDetail }) {
  const write = useDeskWrite();
  const act = useDeskAction();
  const dispatch = useAppDispatch();
  return (
    <Panel title="Recording">
      <div className="flex flex-col gap-3">
        <KeyValue
          facts={[
            { name: 'Delivered as', value: (track.audio_format ?? 'flac').toUpperCase() },
            { name: 'From', value: track.audio_format ? 'An uploaded file' : 'Composed here' },
            { name: 'Length', value: formatDuration(track.duration_ms) },
          ]}
        />
        <audio
          controls
          preload="none"
          src={track.preview_url}
          aria-label={`Preview of ${track.name}`}
          className="w-full"
        />
        <UploadDrop<AudioUpload>
          label="Drop another recording"
          accept="audio/*,.flac,.mp3,.wav,.aiff,.aif,.ogg,.m4a"
          request={(file) => ({
            url: `/api/v1/admin/audio-uploads?file_name=${encodeURIComponent(file.name.slice(-200))}`,
            body: file,
          })}
          onSent={async ({ id }) => {
            await write({
              url: `/tracks/${track.id}/audio`,
              method: 'PUT',
              body: { upload_id: id },
            });
            dispatch(toasted({ message: 'The track has its new recording.' }));
          }}
        />
        {track.audio_format && (
          <Button
            size="small"
            look="quiet"
            className="self-start"
            onClick={() =>
              void act(
                { url: `/tracks/${track.id}/audio`, method: 'DELETE' },
                'The composed recording is back.',
              )
            }
          >
            Take the recording away
          </Button>
        )}
      </div>
    </Panel>
  );
}
