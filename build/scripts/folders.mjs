import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const cache = join(root, '.cache');
/** Node 24 from its npm package: it runs the TypeScript sources as they are, whatever Node the machine has. */
export const node24 = join(root, 'node_modules/node/bin/node');
