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
});
