import type { z } from 'zod';
import type { Result } from '../../model/failure.ts';
import type { Watch } from '../pace.ts';
import { dateOfDay } from './day-range.ts';
import type { ResponseInputs, ResponseNeed } from './inputs.ts';

/** One analysis an office can ask for, by the same name on screens, on the command line and in the documentation. */
export interface ResponseTask<Schema extends z.ZodObject, Answer> {
  parameters: Schema;
  needs: readonly ResponseNeed[];
  /** Failures are what the parameters ask for and the records do not allow. Throws the watch's reason when cancelled. */
  run(parameters: z.output<Schema>, inputs: ResponseInputs, watch?: Watch): Promise<Result<Answer>>;
}

/** What every answer says of itself. */
export interface AnswerFacts<Parameters> {
  /** With every default filled in. */
  parameters: Parameters;
  rev: number;
  /** The day it is of, `YYYY-MM-DD`. */
  asOf: string;
  /** Instant it was computed. */
  madeAt: string;
  /** Which premises counted, where not all of them did. */
  scope?: AnswerScope;
}

/** Premises and hazards that somebody had filtered out beforehand are not in the answer. */
export interface AnswerScope {
  premises: number;
  /** The filters, as they were set. */
  filters: object;
}

/** What answers on roads say beside. */
export interface TravelFacts<Parameters> extends AnswerFacts<Parameters> {
  /** Of the profile: where its speeds come from. */
  basis: string;
  turnoutSeconds: number;
}

export function factsOf<Parameters>(parameters: Parameters, { rev, asOfDay }: ResponseInputs): AnswerFacts<Parameters> {
  return { parameters, rev, asOf: dateOfDay(asOfDay), madeAt: new Date().toISOString() };
}
