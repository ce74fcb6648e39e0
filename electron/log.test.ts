import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test('one line an entry, and never more than four files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const log = openLog(join(folder, 'logs'));
  log.error('first\nsecond');
  expect(readFileSync(join(log.folder, 'app.log'), 'utf8')).toMatch(/^\S+ error \[\d+\] first ⏎ second\n$/);
  const long = 'x'.repeat(7000);
  for (let entry = 0; entry < 1000; entry += 1) log.info(`${entry} ${long}`);
  log.info('last');
  expect(readdirSync(log.folder).sort()).toEqual(['app.1.log', 'app.2.log', 'app.3.log', 'app.log']);
  for (const name of readdirSync(log.folder)) expect(statSync(join(log.folder, name)).size).toBeLessThan(1_100_000);
  expect(readFileSync(join(log.folder, 'app.log'), 'utf8').trimEnd().endsWith('last')).toBe(true);
  rmSync(folder, { recursive: true });
});

test('a folder that cannot be made keeps nobody from working; it is made once that is possible', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const taken = join(folder, 'taken');
  writeFileSync(taken, '');
  const log = openLog(join(taken, 'logs'));
  log.info('unheard');
  rmSync(taken);
  log.info('heard');
  expect(readFileSync(join(log.folder, 'app.log'), 'utf8')).toMatch(/heard\n$/);
  rmSync(folder, { recursive: true });
});
