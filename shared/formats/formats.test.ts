import { expect, test } from 'vitest';
import { fuzz } from '../testing/fuzz.ts';
import { formatTargets } from './formats.fuzz.ts';
import { extensionOf, formatOfExtension, tableFormats } from './index.ts';

test.each(formatTargets)(
  'damaged $name ends in rows, issues or a failure: never in an exception, never in a hang',
  { timeout: 60_000 },
  async (target) => {
    const report = await fuzz(target, 2000);
    expect(report.inputs).toBe(2000);
    // Most damage must get past the door, or it tests nothing but the door.
    expect(report.readThrough).toBeGreaterThan(50);
  },
);

test('every table format is found by its endings, and ids are unique', () => {
  expect(new Set(tableFormats.map((format) => format.id)).size).toBe(tableFormats.length);
  for (const format of tableFormats)
    for (const extension of format.extensions) expect(formatOfExtension(extensionOf(`某表.${extension.toUpperCase()}`))).toBe(format);
  expect(formatOfExtension('pdf')).toBeNull();
});
