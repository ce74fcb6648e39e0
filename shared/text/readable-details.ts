const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const two = (value: number): string => String(value).padStart(2, '0');

/** The details of a failure as its words take them in: instants in local time, to the minute. */
export function readableDetails(details: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? readable(value) : value]));
}

function readable(value: string): string {
  if (!instant.test(value)) return value;
  const at = new Date(value);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
