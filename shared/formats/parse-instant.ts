/** An instant as ISO 8601 in UTC; a time without a zone is Beijing time. Null when it is none. */
export function parseInstant(text: string): string | null {
  const plain = text.normalize('NFKC').trim().replaceAll('/', '-').replace(' ', 'T');
  const parsed = Date.parse(/(?:Z|[-+]\d{2}:?\d{2})$/i.test(plain) || !plain.includes('T') ? plain : `${plain}+08:00`);
  return Number.isFinite(parsed) ? new Date(parsed).toISOString() : null;
}
