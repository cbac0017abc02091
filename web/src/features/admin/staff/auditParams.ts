const day = /^\d{4}-\d{2}-\d{2}$/;

/** Days of the address, in this computer's zone, as the moments that the service asks for. */
export function auditParams(values: Record<string, string>): Record<string, string> {
  const { from, until, ...rest } = values;
  return {
    ...rest,
    ...(from && day.test(from) ? { from: new Date(`${from}T00:00`).toISOString() } : {}),
    ...(until && day.test(until) ? { until: nextDay(until) } : {}),
  };
}

/** The end of a day is the beginning of the next. */
function nextDay(text: string): string {
  const date = new Date(`${text}T00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}
