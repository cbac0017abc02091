import { useId, useRef, useState, type FormEvent } from 'react';
import {
  useListOwnGiftCardsQuery,
  useRemoveCartCodeMutation,
  useRemoveCartGiftCardMutation,
  useSetCartCodeMutation,
  useSetCartGiftCardMutation,
  type Cart,
} from '@/api/generated';
import { describeError } from '@/api/problem';
import { formatMoney } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';

/** One field for both: the service knows whether it is a promotion or a gift card. */
export function CodeEntry({ cart }: { cart: Cart }) {
  const [code, setCode] = useState('');
  const [enter, { isLoading, error, reset }] = useSetCartCodeMutation();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!code.trim()) return input.current?.focus();
    const { data } = await enter({ codeEntry: { code } });
    if (data) setCode('');
    else input.current?.focus();
  }
  return (
    <div className="flex flex-col gap-3">
      <form onSubmit={(event) => void send(event)} noValidate>
        <label htmlFor={id} className="text-sm font-semibold">
          Promotion code or gift card
        </label>
        <div className="mt-1.5 flex gap-2">
          <input
            ref={input}
            id={id}
            value={code}
            onChange={(event) => {
              setCode(event.target.value);
              reset();
            }}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            className="min-h-11 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink uppercase aria-invalid:border-bad"
          />
          <Button type="submit" busy={isLoading} className="min-h-11">
            Apply
          </Button>
        </div>
        {error && (
          <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm font-medium text-bad">
            {describeError(error)}
          </p>
        )}
      </form>
      <Entered cart={cart} />
      <OwnCards cart={cart} />
    </div>
  );
}

/** What was entered, each with a way to take it out again. */
function Entered({ cart: { code, gift_card } }: { cart: Cart }) {
  const [dropCode] = useRemoveCartCodeMutation();
  const [dropCard] = useRemoveCartGiftCardMutation();
  if (!code && !gift_card) return null;
  return (
    <ul aria-label="Entered codes" className="flex flex-col gap-2">
      {code && (
        <Row
          title={code.code}
          detail={code.problem ?? code.name}
          isProblem={code.problem !== null}
          onRemove={() => void dropCode()}
        />
      )}
      {gift_card && (
        <Row
          title={`Gift card ending ${gift_card.last_four}`}
          detail={`Pays ${formatMoney(gift_card.amount, { free: false })} of ${formatMoney(gift_card.balance, { free: false })} on it`}
          onRemove={() => void dropCard()}
        />
      )}
    </ul>
  );
}

function Row({
  title,
  detail,
  isProblem = false,
  onRemove,
}: {
  title: string;
  detail?: string | null;
  isProblem?: boolean;
  onRemove: () => void;
}) {
  const tone = isProblem ? 'bg-warn-soft text-warn' : 'bg-good-soft text-good';
  return (
    <li className={`flex items-center gap-2 rounded-xl py-1 pr-1 pl-3 text-sm ${tone}`}>
      <p className="min-w-0 flex-1 break-words">
        <strong>{title}</strong>
        {detail && <span className="block">{detail}</span>}
      </p>
      <IconButton label={`Remove ${title}`} onClick={onRemove}>
        <TrashIcon size={18} />
      </IconButton>
    </li>
  );
}

/** Cards the customer has entered before need no code. */
function OwnCards({ cart }: { cart: Cart }) {
  const { data } = useListOwnGiftCardsQuery();
  const [choose, { isLoading }] = useSetCartGiftCardMutation();
  const usable = data?.items.filter(({ problem }) => problem === null) ?? [];
  if (cart.gift_card || usable.length === 0 || cart.total.amount === 0) return null;
  return (
    <ul aria-label="Your gift cards" className="flex flex-wrap gap-2">
      {usable.slice(0, 4).map(({ id, last_four, balance }) => (
        <li key={id}>
          <Button
            busy={isLoading}
            onClick={() => void choose({ giftCardChoice: { id } })}
            className="min-h-11"
          >
            Use gift card {last_four} ({formatMoney(balance)})
          </Button>
        </li>
      ))}
    </ul>
  );
}
