import { readFileSync } from 'node:fs';

/** How many pages a PDF has. */
export const countPages = (path: string): number =>
  readFileSync(path)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b/g)?.length ?? 0;
