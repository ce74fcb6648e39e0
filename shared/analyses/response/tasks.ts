import type { z } from 'zod';
import { done } from '../../model/failure.ts';
import { biasParameters, runBias } from './bias.ts';
import { bivariateParameters, runBivariate } from './bivariate.ts';
import { clusterParameters, runCluster } from './cluster.ts';
import { complianceParameters, runCompliance } from './compliance.ts';
import { coverageParameters, runCoverage } from './coverage.ts';
import { emergingParameters, runEmerging } from './emerging.ts';
import { hotspotParameters, runHotspots } from './hotspots.ts';
import { matrixParameters, runMatrix } from './matrix.ts';
import { nearestParameters, runNearest } from './nearest.ts';
import { networkParameters, runNetwork } from './network.ts';
import { reachParameters, runReach } from './reach.ts';
import type { ResponseTask } from './response-task.ts';
import { routeParameters, runRoute } from './route.ts';
import { runSites, siteParameters } from './sites.ts';
import type { ResponseTaskId } from './task-ids.ts';
import { runTour, tourParameters } from './tour.ts';

const task = <Schema extends z.ZodObject, Answer>(entry: ResponseTask<Schema, Answer>) => entry;

export const responseTasks = {
  coverage: task({
    parameters: coverageParameters,
    needs: ['network', 'premises', 'hazards', 'stations', 'zones'],
    run: async (parameters, inputs, watch) => done(await runCoverage(parameters, inputs, watch)),
  }),
  route: task({ parameters: routeParameters, needs: ['network', 'premises', 'stations'], run: runRoute }),
  nearest: task({ parameters: nearestParameters, needs: ['network', 'premises', 'stations'], run: runNearest }),
  matrix: task({ parameters: matrixParameters, needs: ['network', 'premises', 'stations'], run: runMatrix }),
  reach: task({ parameters: reachParameters, needs: ['network', 'premises', 'stations'], run: runReach }),
  sites: task({ parameters: siteParameters, needs: ['network', 'premises', 'hazards', 'stations'], run: runSites }),
  bivariate: task({
    parameters: bivariateParameters,
    needs: ['network', 'premises', 'hazards', 'inspections', 'stations', 'zones'],
    run: runBivariate,
  }),
  tour: task({ parameters: tourParameters, needs: ['network', 'premises', 'stations'], run: runTour }),
  compliance: task({ parameters: complianceParameters, needs: ['premises', 'stations'], run: runCompliance }),
  network: task({ parameters: networkParameters, needs: ['network', 'premises', 'stations'], run: runNetwork }),
  hotspots: task({ parameters: hotspotParameters, needs: ['premises', 'hazards', 'inspections', 'zones'], run: runHotspots }),
  emerging: task({ parameters: emergingParameters, needs: ['premises', 'hazards', 'inspections', 'zones'], run: runEmerging }),
  bias: task({ parameters: biasParameters, needs: ['premises', 'hazards', 'inspections', 'zones'], run: runBias }),
  cluster: task({ parameters: clusterParameters, needs: ['premises', 'hazards'], run: runCluster }),
} as const satisfies Record<ResponseTaskId, unknown>;

export type { ResponseTaskId };
/** What a caller may leave to the defaults. */
export type ResponseRequest<Id extends ResponseTaskId> = z.input<(typeof responseTasks)[Id]['parameters']>;
export type ResponseAnswer<Id extends ResponseTaskId> = Extract<
  Awaited<ReturnType<(typeof responseTasks)[Id]['run']>>,
  { ok: true }
>['value'];
export type ResponseParameters<Id extends ResponseTaskId> = z.output<(typeof responseTasks)[Id]['parameters']>;
