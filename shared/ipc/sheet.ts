import { z } from 'zod';
import { filtersSchema } from '../model/filters.ts';

/** What is asked of an analysis; the window that computes it checks it. */
const request = z.record(z.string(), z.unknown());

/** What a one-page sheet shows, between the processes. */
export const sheetRequest = z.strictObject({
  /** The day looked at, days since 1970-01-01; today without it. */
  day: z.int().optional(),
  coverage: request,
  /** What is asked of risk × response, which the map then shows; without it the map shows the coverage. */
  bivariate: request.optional(),
  /** What the premises and hazards that count pass; all count without it. */
  filters: filtersSchema.optional(),
  /** Where the map looks; null for all there is. */
  camera: z.strictObject({ center: z.tuple([z.number(), z.number().min(-90).max(90)]), zoom: z.number().min(0).max(24) }).nullable(),
  /** A route with its steps instead of the coverage: what is asked, and which of the ways is meant. */
  route: z.strictObject({ request, chosen: z.int().min(0) }).optional(),
});
export type SheetRequest = z.output<typeof sheetRequest>;
