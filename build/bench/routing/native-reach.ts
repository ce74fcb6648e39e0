import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TravelGraph } from '../../../shared/analyses/network/index.ts';
import type { Measurement } from '../measure.ts';

/** The same reach in C++ with a four-ary heap; null where no compiler is installed. */
export function nativeReach(work: string, graph: TravelGraph, starts: readonly number[], limit: number): Measurement | null {
  if (spawnSync('g++', ['--version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'native-reach-'));
  try {
    const program = join(folder, 'reach');
    const source = join(import.meta.dirname, 'native-reach.cpp');
    const built = spawnSync('g++', ['-O3', '-march=native', '-o', program, source], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
    const file = join(folder, 'graph');
    writeFileSync(
      file,
      Buffer.concat(
        [Int32Array.of(graph.searchNodeCount, graph.forwardArc.length), graph.forwardStart, graph.forward].map((array) =>
          Buffer.from(array.buffer, array.byteOffset, array.byteLength),
        ),
      ),
    );
    const { stdout } = spawnSync(program, [file, String(limit), ...starts.map(String)], { encoding: 'utf8' });
    const [wallMs, cpuMs, nodes] = stdout.split(' ').map(Number) as [number, number, number];
    return { work, method: 'C++, 4-ary heap', ours: false, wallMs, cpuMs, runs: 15, note: `g++ -O3; ${nodes} nodes` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
