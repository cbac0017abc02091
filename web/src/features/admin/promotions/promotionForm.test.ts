import { blankForm, draftOf, promotionSchema, type PromotionForm } from './promotionForm';

const form = (more: Partial<PromotionForm>): PromotionForm => ({
  ...blankForm,
  name: 'Sale',
  code: 'SALE',
  ...more,
});

test('fields of other kinds are not sent', () => {
  const draft = draftOf(form({ kind: 'amount', amount: '5', percent: '10' }), 'USD');
  expect(draft).toMatchObject({
    amount: { amount: 500, currency: 'USD' },
    percent: null,
    buy_quantity: null,
    bundle: [],
  });
});

test('what was picked goes into the scope, or into the bundle', () => {
  const picked = [
    { kind: 'artist' as const, id: 1, name: 'AC/DC' },
    { kind: 'album' as const, id: 4, name: 'Let There Be Rock' },
  ];
  expect(draftOf(form({ picked }), 'USD').scope).toMatchObject({ artist_ids: [1], album_ids: [4] });
  const bundle = draftOf(form({ picked, kind: 'bundle', amount: '12.50' }), 'USD');
  expect(bundle.scope).toMatchObject({ artist_ids: [], album_ids: [] });
  expect(bundle.bundle).toEqual([{ kind: 'album', id: 4 }]);
});

test('a promotion by itself sends no code', () => {
  expect(draftOf(form({ applies: 'automatic' }), 'USD').code).toBeNull();
});

test('only what the kind needs is asked for', async () => {
  await expect(promotionSchema.isValid(form({}))).resolves.toBe(true);
  await expect(promotionSchema.isValid(form({ percent: '101' }))).resolves.toBe(false);
  await expect(promotionSchema.isValid(form({ kind: 'amount', percent: '' }))).resolves.toBe(false);
  await expect(
    promotionSchema.isValid(form({ kind: 'amount', amount: '5.00', percent: '' })),
  ).resolves.toBe(true);
  await expect(promotionSchema.isValid(form({ code: '' }))).resolves.toBe(false);
  await expect(promotionSchema.isValid(form({ code: '', applies: 'automatic' }))).resolves.toBe(
    true,
  );
});
