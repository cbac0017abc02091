import { useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { Button } from './Button';

/** Copies a text and says so; where nothing can be copied it says what to do instead. */
export function CopyButton({
  text,
  size,
  children = 'Copy',
}: {
  text: string;
  size?: 'small';
  children?: string;
}) {
  const [said, setSaid] = useState('');
  return (
    <>
      <Button
        size={size}
        onClick={() =>
          void copyText(text).then((copied) =>
            setSaid(copied ? 'Copied.' : 'It cannot be copied here: select it and press Ctrl C.'),
          )
        }
      >
        {children}
      </Button>
      <span role="status" className="self-center text-sm text-ink-2">
        {said}
      </span>
    </>
  );
}
