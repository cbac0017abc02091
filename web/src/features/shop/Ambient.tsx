/** The colours of a cover, out of focus, behind the head of its page. */
export function Ambient({ src }: { src: string }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 -z-10 overflow-hidden">
      <img
        src={src}
        alt=""
        width="400"
        height="400"
        className="absolute top-1/2 left-1/2 aspect-square w-[130%] max-w-none -translate-x-1/2 -translate-y-1/2 opacity-40 blur-3xl saturate-150"
      />
      <div className="absolute inset-0 bg-linear-to-b from-paper/60 via-paper/75 to-paper" />
    </div>
  );
}
