import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { done, failed } from '../../shared/model/failure.ts';
import { fakeHost } from './fake-host.ts';
import { replaceHost } from './host.ts';
import { partsOf, saveText } from './save-text.ts';

async function* each(chunks: readonly string[]) {
  yield* chunks;
}
const file = { name: 'a', extension: 'csv' } as const;

/** A host that keeps what it is handed. */
function keepingHost(most = Infinity) {
  const kept = { text: '', ended: null as boolean | null };
  const host = fakeHost({ rows: null });
  Object.assign(host.response, {
    beginText: async () => done({ textId: 1, path: '/a.csv' }),
    appendText: async ({ part }: { part: string }) => {
      if (kept.text.length + part.length > most) return failed('fileNoRoom', { path: '/a.csv', reason: 'full' });
      kept.text += part;
      return done(null);
    },
    endText: async ({ keep }: { keep: boolean }) => {
      kept.ended = keep;
      return done(null);
    },
  });
  replaceHost(host);
  return kept;
}
afterEach(() => replaceHost(null));

it('parts are no longer than may be, whole characters each, and the text is theirs together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 })), fc.integer({ min: 2, max: 9 }), async (chunks, most) => {
      const parts: string[] = [];
      for await (const part of partsOf(each(chunks), most)) parts.push(part);
      expect(parts.join('')).toBe(chunks.join(''));
      expect(parts.every((part) => part.length > 0 && part.length <= most && part.isWellFormed())).toBe(true);
    }),
    { seed: 5 },
  );
});

it('a text is kept when whole', async () => {
  const kept = keepingHost();
  const chunks = Array.from({ length: 50 }, (_, index) => `${index}${'街'.repeat(20_000)}`);
  expect(await saveText(file, () => each(chunks))).toEqual(done('/a.csv'));
  expect(kept).toEqual({ text: chunks.join(''), ended: true });
});

it('cancelled, or broken, it is not kept; a full disk is told', async () => {
  const cancelled = keepingHost();
  const controller = new AbortController();
  async function* cancelling() {
    yield 'x'.repeat(600_000);
    controller.abort();
    yield 'x'.repeat(600_000);
  }
  expect(await saveText(file, cancelling, controller.signal)).toEqual(done(null));
  expect(cancelled.ended).toBe(false);

  const broken = keepingHost();
  async function* breaking(): AsyncGenerator<string> {
    yield 'x'.repeat(600_000);
    throw new TypeError('a bug');
  }
  await expect(saveText(file, breaking)).rejects.toThrow('a bug');
  expect(broken.ended).toBe(false);

  keepingHost(300_000);
  expect(await saveText(file, () => each(['x'.repeat(600_000)]))).toMatchObject({ ok: false, failure: { code: 'fileNoRoom' } });
});
