import type { z } from 'zod';
import { done } from '../../model/failure.ts';
import { clusterParameters, runCluster } from './cluster.ts';
import { coverageParameters, runCoverage } from './coverage.ts';
import { hotspotParameters, runHotspots } from './hotspots.ts';
import { nearestParameters, runNearest } from './nearest.ts';
import type { ResponseTask } from './response-task.ts';
import { routeParameters, runRoute } from './route.ts';

const task = <Schema extends z.ZodType, Answer>(entry: ResponseTask<Schema, Answer>) => entry;

export const responseTasks = {
  coverage: task({
    parameters: coverageParameters,
    needs: ['network', 'premises', 'hazards', 'stations', 'zones'],
    run: async (parameters, inputs, watch) => done(await runCoverage(parameters, inputs, watch)),
  }),
  route: task({ parameters: routeParameters, needs: ['network', 'premises', 'stations'], run: runRoute }),
  nearest: task({ parameters: nearestParameters, needs: ['network', 'premises', 'stations'], run: runNearest }),
  hotspots: task({ parameters: hotspotParameters, needs: ['premises', 'hazards', 'inspections', 'zones'], run: runHotspots }),
  cluster: task({ parameters: clusterParameters, needs: ['premises', 'hazards'], run: runCluster }),
} as const;

export type ResponseTaskId = keyof typeof responseTasks;
/** What a caller may leave to the defaults. */
export type ResponseRequest<Id extends ResponseTaskId> = z.input<(typeof responseTasks)[Id]['parameters']>;
export type ResponseAnswer<Id extends ResponseTaskId> = Extract<
  Awaited<ReturnType<(typeof responseTasks)[Id]['run']>>,
  { ok: true }
>['value'];
