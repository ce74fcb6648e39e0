import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTexts, type TextWriter } from './texts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'texts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A window as far as texts know of it. */
const makeWriter = () => new EventEmitter() as EventEmitter & TextWriter;
function begin(texts: ReturnType<typeof createTexts>, path: string, writer: TextWriter): number {
  const begun = texts.begin(path, writer);
  if (!begun.ok) throw new Error(begun.failure.code);
  return begun.value.textId;
}

test('a text shows under its name when whole, and not before', () => {
  const [texts, writer, path] = [createTexts(), makeWriter(), join(folder, 'a.csv')];
  writeFileSync(path, 'old');
  const text = begin(texts, path, writer);
  for (const part of ['场所', ',', '秒\r\n']) expect(texts.append(text, part, writer).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(texts.end(text, true, writer).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('场所,秒\r\n');
  expect(readdirSync(folder)).toEqual(['a.csv']);
  expect(writer.eventNames()).toEqual([]);
});

test.each(['not kept', 'destroyed', 'render-process-gone', 'did-navigate', 'begun anew'])('nothing is left of a text: %s', (how) => {
  const [texts, writer, path] = [createTexts(), makeWriter(), join(folder, 'a.csv')];
  const text = begin(texts, path, writer);
  texts.append(text, 'half', writer);
  if (how === 'not kept') texts.end(text, false, writer);
  else if (how === 'begun anew') texts.end(begin(texts, path, writer), false, writer);
  else writer.emit(how);
  expect(readdirSync(folder)).toEqual([]);
  expect(texts.append(text, 'rest', writer)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(texts.end(text, true, writer)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('another window has no say in it; a folder that is not there is a failure', () => {
  const [texts, writer, path] = [createTexts(), makeWriter(), join(folder, 'a.csv')];
  const text = begin(texts, path, writer);
  expect(texts.append(text, 'x', makeWriter()).ok).toBe(false);
  expect(texts.end(text, true, makeWriter()).ok).toBe(false);
  texts.end(text, false, writer);
  expect(texts.begin(join(folder, 'no/a.csv'), writer)).toMatchObject({ ok: false, failure: { code: 'fileNotWritten' } });
});
