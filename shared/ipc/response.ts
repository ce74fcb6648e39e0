import { z } from 'zod';
import type { Result } from '../model/failure.ts';
import { call, contract } from './contract.ts';
import { sheetRequest } from './sheet.ts';

/** A call carries no more of a text: two bytes a character, below what is usual. */
export const TEXT_PART_CHARACTERS = 256 * 1024;
const textId = z.number().int().nonnegative();

/** Results of response analyses, out of the window. */
export const response = contract('response', {
  /** Asks where a text is to be saved, by the native dialog, and begins it there; null when nobody chose a place. */
  beginText: call<Result<{ textId: number; path: string } | null>>()(
    z.object({ name: z.string().max(200), extension: z.enum(['csv', 'geojson']) }),
    ['main'],
  ),
  /** The next part of a text that was begun. Once this fails the text is given up, and nothing is left of it. */
  appendText: call<Result<null>>()(z.object({ textId, part: z.string().max(TEXT_PART_CHARACTERS) }), ['main']),
  /** Puts a text in its place, whole; or, unless it is to be kept, leaves nothing of it. */
  endText: call<Result<null>>()(z.object({ textId, keep: z.boolean() }), ['main']),
  /** Puts text on the clipboard: the page itself has no right to. */
  copyText: call<null>()(z.object({ text: z.string().max(200_000) }), ['main']),
  /** Draws the one-page sheet and writes it where the native dialog says, PDF or PNG by extension. */
  saveSheet: call<Result<string | null>>()(sheetRequest.extend({ name: z.string().max(200) })),
  /** Stops drawing a sheet: `saveSheet` answers with failure `cancelled` and nothing is written. */
  cancelSheet: call<null>()(z.null()),
});
