import { hashText } from './sample-random.ts';

/** The permanent UUID (version 8: made by the application) of one thing of the sample, from what it is. */
export function sampleId(table: string, key: string | number): string {
  const word = (salt: string) => hashText(`${salt}/${table}/${key}`).toString(16).padStart(8, '0');
  const [a, b, c, d] = [word('a'), word('b'), word('c'), word('d')];
  return `${a}-${b.slice(0, 4)}-8${b.slice(5)}-${'89ab'[Number.parseInt(c[0]!, 16) % 4]}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
