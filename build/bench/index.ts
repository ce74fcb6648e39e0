import type { Bench } from './bench.ts';
import { cacheBench } from './cache.ts';
import { heatBench } from './heat.ts';
import { importBench } from './import.ts';
import { interactionBench } from './interaction.ts';
import { osmMemoryBench } from './osm-memory.ts';
import { recordsBench } from './records.ts';
import { routingBench } from './routing.ts';
import { startupBench } from './startup.ts';
import { statsBench } from './stats.ts';
import { tilesBench } from './tiles.ts';

/** Every bench `npm run bench -- NAME` knows. */
export const benches: readonly Bench[] = [
  heatBench,
  tilesBench,
  startupBench,
  cacheBench,
  importBench,
  interactionBench,
  osmMemoryBench,
  recordsBench,
  routingBench,
  statsBench,
];
