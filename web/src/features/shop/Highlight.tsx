import type { HighlightPart } from '@/api/generated';

/** The words of a hit, those that matched marked. */
export function Highlight({ parts }: { parts: HighlightPart[] }) {
  return parts.map((part, index) =>
    part.hit ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}
