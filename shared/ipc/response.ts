import { z } from 'zod';
import type { Result } from '../model/failure.ts';
import { call, contract, rowsRequestBytes } from './contract.ts';

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
  saveSheet: call<Result<string | null>>()(
    z.object({
      name: z.string().max(200),
      coverage: z.record(z.string(), z.unknown()),
      day: z.int().optional(),
      bivariate: z.record(z.string(), z.unknown()).optional(),
      route: z.object({ request: z.record(z.string(), z.unknown()), chosen: z.int().min(0) }).optional(),
      camera: z.object({ center: z.tuple([z.number(), z.number()]), zoom: z.number().min(0).max(24) }).nullable(),
    }),
  ),
});
