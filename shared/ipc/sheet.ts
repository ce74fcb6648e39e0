import { z } from 'zod';
import { filtersSchema } from '../model/filters.ts';

/** What is asked of an analysis; the window that computes it checks it. */
const request = z.record(z.string(), z.unknown());

const latitude = z.number().min(-86).max(86);

/** What a one-page sheet shows, between the processes. */
export const sheetRequest = z.strictObject({
  /** The day looked at, days since 1970-01-01; today without it. */
  day: z.int().optional(),
  coverage: request,
  /** What is asked of risk × response, which the map then shows; without it the map shows the coverage. */
  bivariate: request.optional(),
  /** What the premises and hazards that count pass; all count without it. */
  filters: filtersSchema.optional(),
  /** What the map shows: west, south, east, north; null for all there is. */
  extent: z.tuple([z.number(), latitude, z.number(), latitude]).nullable(),
  /** A route with its steps instead of the coverage: what is asked, and which of the ways is meant. */
  route: z.strictObject({ request, chosen: z.int().min(0) }).optional(),
});
export type SheetRequest = z.output<typeof sheetRequest>;
