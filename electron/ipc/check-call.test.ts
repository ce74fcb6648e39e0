import { expect, test } from 'vitest';
import { contracts } from '../../shared/ipc/index.ts';
import { checkCall, type Sender } from './check-call.ts';
import { estimateBytes } from './estimate-bytes.ts';

const page: Sender = { url: 'app://main/index.html', mainFrame: true, role: 'main' };
const { search, undo } = contracts.records.calls;
const request = { text: '东街', limit: 10 };

test('lets an honest call through', () => {
  expect(checkCall(search, page, request)).toEqual({ ok: true, request, role: 'main' });
});

test.each<[string, Sender]>([
  ['another origin', { ...page, url: 'https://example.org/index.html' }],
  ['a look-alike origin', { ...page, url: 'app://main.example/index.html' }],
  ['a frame inside the page', { ...page, mainFrame: false }],
  ['a frame that is gone', { ...page, url: null }],
  ['a page no factory made', { ...page, role: null }],
])('refuses %s', (_name, sender) => {
  expect(checkCall(search, sender, request)).toEqual({ ok: false, refusal: 'sender' });
});

test('a window that may only read cannot change the record', () => {
  for (const role of ['wall', 'snapshot'] as const) {
    expect(checkCall(undo, { ...page, role }, null)).toEqual({ ok: false, refusal: 'role' });
    expect(checkCall(search, { ...page, role }, request).ok).toBe(true);
  }
});

test('refuses what the schema does not know', () => {
  for (const bad of [null, {}, { text: 1, limit: 10 }, { text: 'x', limit: 0 }, { text: 'x'.repeat(201), limit: 10 }]) {
    expect(checkCall(search, page, bad)).toEqual({ ok: false, refusal: 'request' });
  }
});

test('refuses what is larger than a call of its kind can be, before looking at it', () => {
  const tenMegabytes = 'x'.repeat(5 * 1024 * 1024);
  for (const { topic, calls } of Object.values(contracts)) {
    for (const [name, call] of Object.entries(calls)) {
      const role = call.roles[0] as 'main';
      const refusal = call.maxBytes > 10 * 1024 * 1024 ? 'request' : 'size';
      expect(checkCall(call, { ...page, role }, { text: tenMegabytes }), `${topic}.${name}`).toEqual({ ok: false, refusal });
    }
  }
});

test('every call that changes something is closed to read-only windows', () => {
  const readOnly = [
    'records.info',
    'records.get',
    'records.byFid',
    'records.related',
    'records.search',
    'records.all',
    'records.tracks',
    'records.premisesNames',
    'records.knownOutsideEdits',
  ];
  const open = ['files.attempt', 'files.basemaps', 'windows.info', 'windows.ready', 'windows.reportError'];
  for (const { topic, calls } of Object.values(contracts)) {
    for (const [name, call] of Object.entries(calls)) {
      if ((call.roles as readonly string[]).some((role) => role !== 'main')) expect([...readOnly, ...open]).toContain(`${topic}.${name}`);
    }
  }
});

test('counting stops at the limit', () => {
  expect(estimateBytes('abc', 100)).toBe(6);
  expect(estimateBytes({ rows: new Float64Array(4) }, 100)).toBe(8 + 8 + 32);
  const circular: unknown[] = [];
  circular.push(circular, circular);
  expect(estimateBytes(circular, 1000)).toBeGreaterThan(1000);
});
