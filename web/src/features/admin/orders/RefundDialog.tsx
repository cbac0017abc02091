import { Form, Formik } from 'formik';
import { useState } from 'react';
import { array, object, string } from 'yup';
import type { OrderDesk, RefundDesk } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatMoney } from '@/lib/format';
import { useOnce } from '@/lib/once';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { GroupField, TextAreaField } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { office } from '@/features/admin/tags';
import { MoneyField, RadioField } from '@/features/admin/ui/fields';
import { centsOf, moneyText } from '@/features/admin/ui/moneyText';

type Values = {
  how: 'lines' | 'amount' | 'whole';
  lines: string[];
  amount: string;
  reason: string;
};

const schema = (left: number) =>
  object({
    how: string(),
    lines: array().when('how', {
      is: 'lines',
      then: (it) => it.min(1, 'Choose at least one line.'),
    }),
    amount: string().when('how', {
      is: 'amount',
      then: (it) =>
        it
          .test('sum', 'Write a sum like 3.00.', (text) => (centsOf(text ?? '') ?? 0) > 0)
          .test(
            'left',
            `At most ${moneyText(left)} can go back.`,
            (text) => (centsOf(text ?? '') ?? 0) <= left,
          ),
    }),
    reason: string().trim().required('Write why: the customer reads it.').max(500),
  });

const newest = (refunds: readonly RefundDesk[]) =>
  refunds.toSorted((a, b) => b.created_at.localeCompare(a.created_at))[0];

/** Sends money back: whole lines, a sum, or all that is left. Pressed twice, it goes once. */
export function RefundDialog({ desk, onClose }: { desk: OrderDesk; onClose: () => void }) {
  const { order, refundable } = desk;
  const dispatch = useAppDispatch();
  const once = useOnce();
  const [refused, setRefused] = useState<string | null>(null);
  const [refund, { error }] = office.useRefundOrderMutation();
  const lines = desk.lines
    .filter((line) => line.refundable.amount > 0)
    .map((line) => ({ ...line, title: order.lines.find(({ id }) => id === line.line_id)?.title }));
  const money = (amount: number) => ({ amount, currency: refundable.currency });
  const of = ({ how, lines: chosen, amount }: Values) => {
    if (how === 'whole') return { amount: refundable, lines: [] };
    if (how === 'amount') return { amount: money(centsOf(amount) ?? 0), lines: [] };
    const asked = lines.filter(({ line_id }) => chosen.includes(line_id));
    return {
      amount: money(asked.reduce((sum, line) => sum + line.refundable.amount, 0)),
      lines: asked.map(({ line_id, refundable: amount }) => ({ line_id, amount })),
    };
  };
  const initial: Values = {
    how: lines.length > 0 ? 'lines' : 'amount',
    lines: [],
    amount: '',
    reason: '',
  };

  async function send(values: Values) {
    const refundOrder = { ...of(values), reason: values.reason.trim() };
    setRefused(null);
    const answer = await once(refundOrder, (key) =>
      refund({ id: order.id, 'Idempotency-Key': key, refundOrder }).unwrap(),
    ).catch(() => null);
    if (!answer) return;
    const sum = formatMoney(refundOrder.amount);
    const made = newest(answer.refunds);
    if (made?.state === 'failed')
      return setRefused(made.problem ?? 'Whoever took the money gave no reason.');
    dispatch(toasted({ message: `${sum} goes back to the customer.` }));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={`Refund order ${order.number}`}>
      <Formik initialValues={initial} validationSchema={schema(refundable.amount)} onSubmit={send}>
        {({ values, isSubmitting, setFieldValue }) => (
          <Form noValidate className="flex flex-col gap-4">
            <ErrorSummary />
            <p className="text-sm text-ink-2">
              {formatMoney(refundable)} of {formatMoney(order.total)} can still go back.
            </p>
            <RadioField
              name="how"
              label="What goes back"
              choices={[
                ...(lines.length > 0
                  ? [
                      {
                        value: 'lines',
                        label: 'Certain lines',
                        hint: 'Their music is taken back with their price.',
                      },
                    ]
                  : []),
                {
                  value: 'amount',
                  label: 'A sum',
                  hint: 'The customer keeps the music.',
                },
                {
                  value: 'whole',
                  label: `All that is left: ${formatMoney(refundable)}`,
                  hint: 'All the music of the order is taken back.',
                },
              ]}
            />
            {values.how === 'lines' && (
              <GroupField
                name="lines"
                label="Lines"
                hideLabel
                className="rounded-xl border border-line px-4 py-2"
              >
                {(id) =>
                  lines.map((line, index) => (
                    <label key={line.line_id} className="flex min-h-11 items-center gap-3 text-sm">
                      <input
                        type="checkbox"
                        id={index === 0 ? id : undefined}
                        checked={values.lines.includes(line.line_id)}
                        onChange={({ target }) =>
                          void setFieldValue(
                            'lines',
                            target.checked
                              ? [...values.lines, line.line_id]
                              : values.lines.filter((other) => other !== line.line_id),
                          )
                        }
                        className="size-4.5 shrink-0 accent-accent"
                      />
                      <span className="min-w-0 flex-1 break-words">{line.title}</span>
                      <span className="tabular-nums">{formatMoney(line.refundable)}</span>
                    </label>
                  ))
                }
              </GroupField>
            )}
            {values.how === 'amount' && (
              <MoneyField name="amount" label="Sum" currency={refundable.currency} />
            )}
            <TextAreaField
              name="reason"
              label="Reason"
              hint="The customer reads it in the mail about the refund."
              rows={2}
              maxLength={500}
            />
            {refused && (
              <Notice tone="bad">
                <strong>No money went back.</strong> {refused}
              </Notice>
            )}
            {error && <Notice tone="bad">{describeError(error)}</Notice>}
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={onClose}>Keep as it is</Button>
              <Button type="submit" look="primary" busy={isSubmitting}>
                {of(values).amount.amount > 0
                  ? `Refund ${formatMoney(of(values).amount)}`
                  : 'Refund'}
              </Button>
            </div>
          </Form>
        )}
      </Formik>
    </Dialog>
  );
}
