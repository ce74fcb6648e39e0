import { type Explanation, readable, say } from '../explanation.ts';
import type { DbscanOptions, DbscanResult } from './dbscan.ts';

/** DBSCAN in plain words. */
export function explainClusters({ radiusMeters, minPoints }: DbscanOptions, { labels, clusterCount }: DbscanResult): Explanation {
  const sizes = new Uint32Array(clusterCount);
  for (const label of labels) if (label >= 0) sizes[label]!++;
  const clustered = sizes.reduce((sum, size) => sum + size, 0);
  return {
    method: [say('dbscanWhat', { radiusMeters: readable(radiusMeters), minPoints })],
    reading: [
      say('dbscanFound', {
        points: labels.length,
        clustered,
        clusters: clusterCount,
        noise: labels.length - clustered,
        largest: sizes.reduce((most, size) => Math.max(most, size), 0),
      }),
      say('dbscanReading'),
    ],
    caveats: [say('dbscanCaveat')],
  };
}
