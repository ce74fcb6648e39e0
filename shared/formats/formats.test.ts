import { expect, test } from 'vitest';
import { fuzzFormats } from './formats.fuzz.ts';
import { extensionOf, formatOfExtension, tableFormats } from './index.ts';

test('damaged files end in rows, issues or a failure: never in an exception, never in a hang', { timeout: 40_000 }, async () => {
  const report = await fuzzFormats({ inputs: 4000, seconds: 10 });
  expect(report.inputs).toBeGreaterThan(200);
  expect(report.readThrough).toBeGreaterThan(report.inputs / 20);
});

test('every table format is found by its endings, and ids are unique', () => {
  expect(new Set(tableFormats.map((format) => format.id)).size).toBe(tableFormats.length);
  for (const format of tableFormats)
    for (const extension of format.extensions) expect(formatOfExtension(extensionOf(`某表.${extension.toUpperCase()}`))).toBe(format);
  expect(formatOfExtension('pdf')).toBeNull();
});
