import { z } from 'zod';
import type { Result } from '../model/failure.ts';
import { call, contract, rowsRequestBytes } from './contract.ts';
import { sheetRequest } from './sheet.ts';

/** Results of response analyses, out of the window. */
export const response = contract('response', {
  /** Writes a result's text where the native dialog says; answers the path, or null when nobody chose one. */
  saveText: call<Result<string | null>>()(
    z.object({ name: z.string().max(200), extension: z.enum(['csv', 'geojson', 'json']), text: z.string() }),
    ['main'],
    rowsRequestBytes,
  ),
  /** Puts text on the clipboard: the page itself has no right to. */
  copyText: call<null>()(z.object({ text: z.string().max(200_000) }), ['main']),
  /** Draws the one-page sheet and writes it where the native dialog says, PDF or PNG by extension. */
  saveSheet: call<Result<string | null>>()(sheetRequest.extend({ name: z.string().max(200) })),
  /** Stops drawing a sheet: `saveSheet` answers with failure `cancelled` and nothing is written. */
  cancelSheet: call<null>()(z.null()),
});
