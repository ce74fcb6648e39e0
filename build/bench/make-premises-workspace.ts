import { rmSync, writeFileSync } from 'node:fs';
import { runHeadless } from '../../electron/e2e/run-headless.ts';
import { makePoints } from './make-points.ts';

/** Writes a table of premises. */
export function writePremisesTable(path: string, count: number): void {
  const { lon, lat } = makePoints(count, 25_000);
  const rows = Array.from(
    { length: count },
    (_, row) => `P-${row},场所${row},小商店,东街${row}号,${lon[row]!.toFixed(6)},${lat[row]!.toFixed(6)}`,
  );
  writeFileSync(path, `场所编号,场所名称,场所类别,地址,经度,纬度\r\n${rows.join('\r\n')}\r\n`);
}

/** A workspace made by the app itself from a table of premises; returns how long that took in ms. */
export async function makePremisesWorkspace(workspace: string, count: number): Promise<number> {
  const table = `${workspace}.csv`;
  writePremisesTable(table, count);
  const started = performance.now();
  const { code, stderr } = await runHeadless(['--workspace', workspace, '--import', table, '--as', 'premises']);
  rmSync(table);
  if (code !== 0) throw new Error(stderr);
  return performance.now() - started;
}
