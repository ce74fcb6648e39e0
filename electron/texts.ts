import type { WebContents } from 'electron';
import { done, failed, type Result } from '../shared/model/index.ts';
import { type BegunFile, beginFile } from './staged-file.ts';

/** What is needed to know of who writes: a window, as long as its page is there. */
export type TextWriter = Pick<WebContents, 'once' | 'off'>;

interface OpenText {
  path: string;
  file: BegunFile;
  writer: TextWriter;
  forget(): void;
  abandon(): void;
}

/**
 * Texts that windows hand over part by part, each to a file that shows under its name when whole. A text whose window closes, reloads or
 * dies before it has ended leaves nothing behind.
 */
export function createTexts() {
  const open = new Map<number, OpenText>();
  let last = 0;
  const of = (textId: number, writer: TextWriter): OpenText | null => {
    const text = open.get(textId);
    return text?.writer === writer ? text : null;
  };
  return {
    /** A text begun for the same file before is given up. */
    begin(path: string, writer: TextWriter): Result<{ textId: number; path: string }> {
      for (const text of [...open.values()]) if (text.path === path) text.abandon();
      const begun = beginFile(path);
      if (!begun.ok) return begun;
      last += 1;
      const textId = last;
      const abandon = (): void => {
        forget();
        begun.value.discard();
      };
      const forget = (): void => {
        open.delete(textId);
        for (const event of endings) writer.off(event as 'destroyed', abandon);
      };
      for (const event of endings) writer.once(event as 'destroyed', abandon);
      open.set(textId, { path, file: begun.value, writer, forget, abandon });
      return done({ textId, path });
    },
    /** Fails as `notWritten`, and as `cancelled` where the text was given up. */
    append(textId: number, part: string, writer: TextWriter): Result<null> {
      const text = of(textId, writer);
      if (text === null) return failed('cancelled');
      const written = text.file.write(part);
      if (!written.ok) text.forget();
      return written;
    },
    end(textId: number, keep: boolean, writer: TextWriter): Result<null> {
      const text = of(textId, writer);
      if (text === null) return failed('cancelled');
      text.forget();
      if (!keep) {
        text.file.discard();
        return done(null);
      }
      const staged = text.file.finish();
      return staged.ok ? staged.value.commit() : staged;
    },
  };
}

/** Of a window: closed, its page gone, or left for another (a reload is one). */
const endings = ['destroyed', 'render-process-gone', 'did-navigate'] as const;
