import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { useFieldId } from '@/ui/fieldId';

export const inputClass =
  'w-full min-h-11 rounded-lg border bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-3 ' +
  'disabled:opacity-60 aria-invalid:border-bad border-line-strong';

export type Choice = { key: string; label: string; detail?: string | null };

/**
 * A text field with choices under it: arrows walk them, Enter takes one. `onEnter` has what was
 * typed when no choice is marked; without it Enter sends the form, as everywhere. With `commas` a comma
 * does what Enter does.
 */
export function SuggestInput<C extends Choice>({
  name,
  label,
  value,
  onChange,
  choices,
  onChoose,
  onEnter,
  commas,
  onBackspace,
  before,
  invalid,
  required,
  describedBy,
}: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  choices: readonly C[];
  onChoose: (choice: C) => void;
  onEnter?: (text: string) => void;
  commas?: boolean;
  /** Backspace in an empty field. */
  onBackspace?: () => void;
  /** Stands between the label and the field. */
  before?: ReactNode;
  invalid?: boolean;
  required?: boolean;
  describedBy?: string;
}) {
  const id = useId();
  const fieldId = useFieldId(name);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = open && choices.length > 0;

  function choose(choice: C) {
    setOpen(false);
    setActive(-1);
    onChoose(choice);
  }
  function onKeyDown(event: KeyboardEvent) {
    const choice = shown ? choices[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (choices.length === 0) return;
      event.preventDefault();
      setOpen(true);
      const by = event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1;
      setActive((active + by + choices.length) % choices.length);
    } else if (event.key === 'Enter' && choice) {
      event.preventDefault();
      choose(choice);
    } else if ((event.key === 'Enter' || (commas && event.key === ',')) && onEnter) {
      if (event.key === 'Enter' && value.trim() === '') return;
      event.preventDefault();
      setOpen(false);
      onEnter(value);
    } else if (event.key === 'Escape' && shown) {
      // The dialog around it stays open.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && value === '') onBackspace?.();
  }
  return (
    <div className="relative flex flex-col gap-1.5">
      <label htmlFor={fieldId} className="text-sm font-semibold">
        {label}
        {!required && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {before}
      <input
        id={fieldId}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        aria-required={required}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onBlur={() => {
          setOpen(false);
          onEnter?.(value);
        }}
        onKeyDown={onKeyDown}
        className={inputClass}
      />
      {shown && (
        <div
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={`Suggestions for ${label}`}
          onMouseDown={(event) => event.preventDefault()}
          className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-high"
        >
          {choices.map((choice, index) => (
            // The field keeps the focus and handles the keys for its choices.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={choice.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onClick={() => choose(choice)}
              className={cx(
                'flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-2 py-1 text-sm',
                index === active ? 'bg-sunken' : 'hover:bg-sunken',
              )}
            >
              <span className="truncate font-semibold">{choice.label}</span>
              {choice.detail && (
                <span className="ml-auto truncate text-xs text-ink-2">{choice.detail}</span>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
