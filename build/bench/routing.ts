import { buildNetwork, collectRoads, makeTravelGraph } from '../../shared/analyses/network/index.ts';
import type { Bench } from './bench.ts';
import { type Measurement, measure } from './measure.ts';
import { readNewYork } from './read-new-york.ts';
import { benchAreas } from './routing/areas.ts';
import { fourfold } from './routing/fourfold.ts';
import { benchPgRouting } from './routing/pg-routing.ts';
import { benchReach } from './routing/reach.ts';
import { makeScene } from './routing/scene.ts';
import { benchStations } from './routing/stations.ts';
import { benchWays } from './routing/ways.ts';

/** Routing on the roads of New York, and on four copies of them side by side joined by 100 m links. */
export const routingBench: Bench = {
  id: 'routing',
  title: 'reach, nearest stations, matrix and routes on the road network',
  async run({ say }) {
    const city = readNewYork();
    if (city === null) {
      say('skipped: ../shared/data/nyc-roads is not there');
      return [];
    }
    const rows: Measurement[] = [];
    for (const copies of [1, 4]) {
      say(`building a network of ${copies} × New York`);
      const columns = collectRoads(copies === 1 ? city.roads : fourfold(city.roads));
      const build = () => buildNetwork(columns, { joinMeters: 0 });
      const network = build();
      const scene = makeScene(network, city, copies, say);
      const slow = { runs: copies === 1 ? 5 : 3, warmUps: 1, ours: true };
      rows.push(
        measure(`roads to network, ${scene.arcs}`, 'noding and cutting', build, slow),
        measure(`network to a profile's graph, ${scene.arcs}`, 'costs and links', () => makeTravelGraph(network, city.profile), slow),
        ...benchReach(scene),
        ...benchStations(scene),
        ...benchWays(scene),
        ...benchPgRouting(scene),
        ...(copies === 1 ? benchAreas(scene) : []),
      );
    }
    return rows;
  },
};
