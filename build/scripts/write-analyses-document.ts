import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analysesDocument } from './analyses-document.ts';

writeFileSync(resolve(import.meta.dirname, '../../docs/analyses.md'), analysesDocument());
