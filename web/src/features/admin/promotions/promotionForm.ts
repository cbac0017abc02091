import { boolean, object, string } from 'yup';
import type { ItemRef, Promotion, PromotionDetail, PromotionDraft } from '@/api/generatedAdmin';
import { localOf, momentOf } from '@/features/admin/ui/fields';
import { centsOf, moneyText } from '@/features/admin/ui/moneyText';

export type Picked = { kind: 'artist' | 'album' | 'genre' | 'track'; id: number; name: string };

export type PromotionForm = {
  name: string;
  applies: 'code' | 'automatic';
  code: string;
  kind: Promotion['kind'];
  percent: string;
  amount: string;
  buy_quantity: string;
  get_quantity: string;
  picked: Picked[];
  media_kind: '' | 'audio' | 'video';
  sold_as: '' | 'track' | 'album';
  first_order: boolean;
  min_spend: string;
  starts_at: string;
  ends_at: string;
  max_uses: string;
  max_uses_per_customer: string;
};

const whole = (text: string | null | undefined) => !text || /^\d+$/.test(text.trim());
const money = (text: string | null | undefined) => !text || centsOf(text) !== null;

export const promotionSchema = object({
  name: string().trim().required('Name it as customers shall read it.').max(80),
  code: string().when('applies', {
    is: 'code',
    then: (code) =>
      code
        .trim()
        .required('Write the code that customers enter.')
        .matches(/^[\w\s%-]{3,40}$/, 'Use 3 to 40 letters, digits and hyphens.'),
  }),
  percent: string().when('kind', {
    is: (kind: string) => kind === 'percent' || kind === 'buy_get',
    then: (text) =>
      text.required('Write a whole number from 1 to 100.').test({
        message: 'Write a whole number from 1 to 100.',
        test: (value) => whole(value) && Number(value) >= 1 && Number(value) <= 100,
      }),
  }),
  amount: string().when('kind', {
    is: (kind: string) => kind === 'amount' || kind === 'bundle',
    then: (text) =>
      text.required('Write an amount such as 5.00.').test({
        message: 'Write an amount such as 5.00.',
        test: (value) => (centsOf(value ?? '') ?? 0) > 0,
      }),
  }),
  min_spend: string().test({ message: 'Write an amount such as 5.00.', test: money }),
  max_uses: string().test({ message: 'Write a whole number, or nothing.', test: whole }),
  max_uses_per_customer: string().test({
    message: 'Write a whole number, or nothing.',
    test: whole,
  }),
  first_order: boolean(),
});

export const blankForm: PromotionForm = {
  name: '',
  applies: 'code',
  code: '',
  kind: 'percent',
  percent: '10',
  amount: '',
  buy_quantity: '2',
  get_quantity: '1',
  picked: [],
  media_kind: '',
  sold_as: '',
  first_order: false,
  min_spend: '',
  starts_at: '',
  ends_at: '',
  max_uses: '',
  max_uses_per_customer: '',
};

const text = (value: number | null | undefined) => (value ? String(value) : '');

export function formOf({ promotion, names }: PromotionDetail): PromotionForm {
  return {
    name: promotion.name,
    applies: promotion.code ? 'code' : 'automatic',
    code: promotion.code ?? '',
    kind: promotion.kind,
    percent: text(promotion.percent),
    amount: moneyText(promotion.amount?.amount),
    buy_quantity: text(promotion.buy_quantity) || '2',
    get_quantity: text(promotion.get_quantity) || '1',
    picked: names as Picked[],
    media_kind: promotion.scope.media_kind ?? '',
    sold_as: promotion.scope.sold_as ?? '',
    first_order: promotion.first_order,
    min_spend: promotion.min_spend.amount ? moneyText(promotion.min_spend.amount) : '',
    starts_at: localOf(promotion.starts_at),
    ends_at: localOf(promotion.ends_at),
    max_uses: text(promotion.max_uses),
    max_uses_per_customer: text(promotion.max_uses_per_customer),
  };
}

/** What the service is sent: fields of other kinds stay empty. */
export function draftOf(form: PromotionForm, currency: string): PromotionDraft {
  const { kind, picked } = form;
  const sum = (value: string) => {
    const amount = centsOf(value);
    return amount ? { amount, currency } : null;
  };
  const count = (value: string) => (value.trim() ? Number(value) : null);
  const ids = (of: Picked['kind']) => picked.filter((item) => item.kind === of).map(({ id }) => id);
  const isBundle = kind === 'bundle';
  return {
    name: form.name,
    code: form.applies === 'code' ? form.code : null,
    kind,
    percent: kind === 'percent' || kind === 'buy_get' ? count(form.percent) : null,
    amount: kind === 'amount' || isBundle ? sum(form.amount) : null,
    buy_quantity: kind === 'buy_get' ? count(form.buy_quantity) : null,
    get_quantity: kind === 'buy_get' ? count(form.get_quantity) : null,
    scope: isBundle
      ? { artist_ids: [], album_ids: [], genre_ids: [], media_kind: null, sold_as: null }
      : {
          artist_ids: ids('artist'),
          album_ids: ids('album'),
          genre_ids: ids('genre'),
          media_kind: form.media_kind || null,
          sold_as: form.sold_as || null,
        },
    bundle: isBundle
      ? picked
          .filter(
            (item): item is Picked & ItemRef => item.kind === 'album' || item.kind === 'track',
          )
          .map(({ kind: of, id }) => ({ kind: of, id }))
      : [],
    first_order: form.first_order,
    min_spend: sum(form.min_spend),
    starts_at: momentOf(form.starts_at),
    ends_at: momentOf(form.ends_at),
    max_uses: count(form.max_uses),
    max_uses_per_customer: count(form.max_uses_per_customer),
  };
}
