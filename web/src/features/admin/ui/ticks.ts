/** Round values for an axis, from `low` to `high` or a little beyond, about `count` of them. */
export function ticks(low: number, high: number, count: number, whole = true): number[] {
  const span = Math.max(high - low, whole ? 1 : Number.EPSILON);
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough) ?? 10;
  const step = whole ? Math.max(1, Math.ceil(factor * power)) : factor * power;
  const first = Math.floor(low / step) * step;
  const found: number[] = [];
  for (let value = first; ; value += step) {
    found.push(value);
    if ((value >= high && found.length > 1) || found.length > 50) return found;
  }
}
