import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const packages = ['maplibre-gl', 'supercluster', 'geojson-vt', 'geojson-path-finder', 'ngraph.path', 'electron'] as const;

export interface Machine {
  processor: string;
  cores: number;
  memoryGigabytes: number;
  system: string;
  node: string;
  v8: string;
  /** Processes that ran or waited for a processor, mean of the last 5 minutes: ours is one of them. */
  load: number;
  /** Installed versions of the peers. */
  packages: Record<string, string>;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 1e8) / 10,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    load: Math.round(loadavg()[1]! * 10) / 10,
    packages: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
