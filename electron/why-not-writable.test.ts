import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyNotWritable } from './why-not-writable.ts';

test('a folder is made and left empty; what cannot be one is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'writable-'));
  expect(whyNotWritable(join(folder, 'new/deep'))).toBeNull();
  expect(readdirSync(join(folder, 'new/deep'))).toEqual([]);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(whyNotWritable(file)).toMatchObject({ code: 'fileNotWritten', details: { path: file } });
  rmSync(folder, { recursive: true });
});
