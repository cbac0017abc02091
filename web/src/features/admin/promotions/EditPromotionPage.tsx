import { Form, Formik, useFormikContext } from 'formik';
import { useNavigate, useParams } from 'react-router';
import { useGetConfigQuery } from '@/api/config';
import type { PromotionDetail } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { DateTimeField, MoneyField, NumberField, RadioField } from '@/features/admin/ui/fields';
import { sendForm } from '@/lib/forms';
import { Button, LinkButton } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { CheckboxField, Field, SelectField } from '@/ui/Field';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { CatalogPicker } from './CatalogPicker';
import { Effect } from './Effect';
import { NoPromotion } from './NoPromotion';
import { blankForm, draftOf, formOf, promotionSchema, type PromotionForm } from './promotionForm';
import {
  match,
  useCreatePromotionMutation,
  useGetPromotionQuery,
  useUpdatePromotionMutation,
} from './promotionsApi';
import { crumbs } from './words';

export default function EditPromotionPage() {
  const { id } = useParams();
  const { currentData, error, refetch } = useGetPromotionQuery({ id: id ?? '' }, { skip: !id });
  if (!id) return <Editor />;
  if (isNotFound(error)) return <NoPromotion />;
  if (currentData) return <Editor key={id} detail={currentData} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <AdminPage title="Edit the promotion" crumbs={crumbs}>
      <Loading what="the promotion" />
      <Skeleton className="h-96" />
    </AdminPage>
  );
}

function Editor({ detail }: { detail?: PromotionDetail }) {
  const [create] = useCreatePromotionMutation();
  const [update] = useUpdatePromotionMutation();
  const navigate = useNavigate();
  const currency = useCurrency();
  const promotion = detail?.promotion;

  async function send(values: PromotionForm) {
    const promotionDraft = draftOf(values, currency);
    const saved = promotion
      ? await update({ id: promotion.id, ...match(promotion), promotionDraft }).unwrap()
      : await create({ promotionDraft }).unwrap();
    void navigate(`/admin/promotions/${saved.id}`);
  }
  const back = promotion ? `/admin/promotions/${promotion.id}` : '/admin/promotions';
  return (
    <AdminPage
      title={promotion ? `Edit ${promotion.name}` : 'New promotion'}
      crumbs={promotion ? [...crumbs, { to: back, label: promotion.name }] : crumbs}
    >
      <Formik
        initialValues={detail ? formOf(detail) : blankForm}
        validationSchema={promotionSchema}
        validateOnBlur={false}
        onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
      >
        {({ status, isSubmitting }) => (
          <Form
            noValidate
            className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]"
          >
            <div className="flex min-w-0 flex-col gap-5">
              <ErrorSummary general={status} />
              <Basics />
              <What />
              <Conditions />
              <div className="flex flex-wrap gap-2">
                <Button type="submit" look="primary" size="large" busy={isSubmitting}>
                  {promotion ? 'Save the changes' : 'Make the promotion'}
                </Button>
                <LinkButton size="large" to={back}>
                  Cancel
                </LinkButton>
              </div>
            </div>
            <div className="xl:sticky xl:top-20">
              <Effect currency={currency} />
            </div>
          </Form>
        )}
      </Formik>
    </AdminPage>
  );
}

function Basics() {
  const { values } = useFormikContext<PromotionForm>();
  return (
    <Panel title="Name and code">
      <div className="flex flex-col gap-4">
        <Field name="name" label="Name" hint="Customers read it in the cart and on the invoice." />
        <RadioField
          name="applies"
          label="How it applies"
          choices={[
            { value: 'code', label: 'Customers enter a code' },
            { value: 'automatic', label: 'By itself, to every cart that fits' },
          ]}
        />
        {values.applies === 'code' && (
          <Field
            name="code"
            label="Code"
            hint="Capitals, small letters and spaces make no difference."
            autoComplete="off"
            spellCheck={false}
            className="font-mono uppercase"
          />
        )}
      </div>
    </Panel>
  );
}

const useCurrency = () => useGetConfigQuery().data?.currency ?? 'USD';

function What() {
  const currency = useCurrency();
  const { values, setFieldValue } = useFormikContext<PromotionForm>();
  const { kind, picked } = values;
  return (
    <Panel title="What it does">
      <div className="flex flex-col gap-4">
        <RadioField
          name="kind"
          label="Kind"
          choices={[
            { value: 'percent', label: 'Percent off' },
            { value: 'amount', label: 'An amount off' },
            {
              value: 'buy_get',
              label: 'Buy some, get some',
              hint: 'The cheapest of each full set cost less.',
            },
            {
              value: 'bundle',
              label: 'A bundle',
              hint: 'Certain albums and tracks for one price together.',
            },
          ]}
        />
        {kind === 'buy_get' && (
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberField name="buy_quantity" label="Buy" />
            <NumberField name="get_quantity" label="Get" />
          </div>
        )}
        {(kind === 'percent' || kind === 'buy_get') && (
          <NumberField
            name="percent"
            label="Percent off"
            hint={kind === 'buy_get' ? '100 is free.' : undefined}
          />
        )}
        {(kind === 'amount' || kind === 'bundle') && (
          <MoneyField
            name="amount"
            label={kind === 'bundle' ? 'Price of the bundle' : 'Amount off'}
            currency={currency}
          />
        )}
        {kind === 'bundle' ? (
          <CatalogPicker
            label="In the bundle"
            hint="Two or more. It counts when all of them are in the cart."
            kinds={['album', 'track']}
            value={picked}
            onChange={(items) => void setFieldValue('picked', items)}
          />
        ) : (
          <>
            <CatalogPicker
              label="Only for"
              hint="Artists, albums or genres; nothing chosen is the whole catalogue. Several of a kind add up; different kinds narrow each other down."
              kinds={['artist', 'album', 'genre']}
              value={picked}
              onChange={(items) => void setFieldValue('picked', items)}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField name="media_kind" label="Media" optional>
                <option value="">Audio and video</option>
                <option value="audio">Audio only</option>
                <option value="video">Video only</option>
              </SelectField>
              <SelectField name="sold_as" label="Sold as" optional>
                <option value="">Tracks and albums</option>
                <option value="track">Single tracks only</option>
                <option value="album">Whole albums only</option>
              </SelectField>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

function Conditions() {
  const currency = useCurrency();
  return (
    <Panel title="Conditions and limits">
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <DateTimeField name="starts_at" label="Starts" optional hint="Empty: at once." />
          <DateTimeField name="ends_at" label="Ends" optional hint="Empty: when you end it." />
          <NumberField name="max_uses" label="Uses in all" optional />
          <NumberField name="max_uses_per_customer" label="Uses by each customer" optional />
          <MoneyField name="min_spend" label="Minimum spend" optional currency={currency} />
        </div>
        <CheckboxField name="first_order" label="Only for a customer’s first order" />
      </div>
    </Panel>
  );
}
