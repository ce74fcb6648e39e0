import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeMachine } from './describe-machine.ts';
import { formatTable, type Row, withRatios } from './format-table.ts';
import { benches } from './index.ts';

const usage = `npm run bench -- [${benches.map((bench) => bench.id).join('|')}]… [--json FILE]`;

if (!process.execArgv.includes('--expose-gc')) {
  // Garbage of one method must not be collected on the time of the next.
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  process.exitCode = await runBenches(process.argv.slice(2));
}

async function runBenches(args: string[]): Promise<number> {
  const names = [...args];
  const at = names.indexOf('--json');
  const [, file] = at < 0 ? [] : names.splice(at, 2);
  const unknown = names.filter((name) => !benches.some((bench) => bench.id === name));
  if (unknown.length > 0 || (at >= 0 && file === undefined)) {
    console.error(unknown.length > 0 ? `Unknown bench: ${unknown.join(', ')}.\n${usage}` : usage);
    return 2;
  }
  const chosen = benches.filter((bench) => names.length === 0 || names.includes(bench.id));
  const results: { id: string; title: string; rows: Row[] }[] = [];
  for (const { id, title, run } of chosen) {
    const rows = withRatios(await run({ say: (line) => console.error(`${id}: ${line}`) }));
    results.push({ id, title, rows });
    console.log(`\n## ${id}: ${title}\n\n${formatTable(rows)}`);
  }
  const machine = describeMachine();
  const { load, processor, cores, memoryGigabytes, system, node } = machine;
  console.log(
    `\n${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, load ${load}. Medians; ratio = CPU time / ours.`,
  );
  const path = resolve(
    file ?? join(import.meta.dirname, '../../bench-results', `${chosen.map((bench) => bench.id).join('-')}-${stamp()}.json`),
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ madeAt: new Date().toISOString(), machine, results }, null, 2)}\n`);
  console.error(`Written: ${path}`);
  return 0;
}

function stamp(): string {
  return new Date().toISOString().replaceAll(/[:.]/g, '-');
}
