/** Time of day of seconds since midnight; from 24:00 on it is the next day. */
export function clock(seconds: number): string | null {
  if (!Number.isFinite(seconds)) return null;
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
