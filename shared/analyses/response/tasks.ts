import type { z } from 'zod';
import type { Watch } from '../pace.ts';
import { coverageParameters, runCoverage } from './coverage.ts';
import type { ResponseInputs, ResponseNeed } from './inputs.ts';

/** One analysis an office can ask for, by the same name on screens, on the command line and in the documentation. */
export interface ResponseTask<Schema extends z.ZodType, Answer> {
  parameters: Schema;
  needs: readonly ResponseNeed[];
  /** Throws the watch's reason when cancelled. */
  run(parameters: z.output<Schema>, inputs: ResponseInputs, watch?: Watch): Promise<Answer>;
}
const task = <Schema extends z.ZodType, Answer>(entry: ResponseTask<Schema, Answer>) => entry;

export const responseTasks = {
  coverage: task({
    parameters: coverageParameters,
    needs: ['network', 'premises', 'hazards', 'stations', 'zones'],
    run: runCoverage,
  }),
} as const;

export type ResponseTaskId = keyof typeof responseTasks;
/** What a caller may leave to the defaults. */
export type ResponseRequest<Id extends ResponseTaskId> = z.input<(typeof responseTasks)[Id]['parameters']>;
export type ResponseAnswer<Id extends ResponseTaskId> = Awaited<ReturnType<(typeof responseTasks)[Id]['run']>>;
