/** A line that fills; the words beside it are its name. */
export function Progress({ label, part }: { label: string; part: number | null }) {
  return <progress aria-label={label} max={1} value={part ?? undefined} className="progress" />;
}
