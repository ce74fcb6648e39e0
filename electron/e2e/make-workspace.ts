import { rmSync, writeFileSync } from 'node:fs';
import { runHeadless } from './run-headless.ts';

const header = '场所编号,场所名称,场所类别,地址,经度,纬度';
export const fewPremises = [
  'P-1,东街超市,小商店,东街1号,114.330,30.500',
  'P-2,南湖餐馆,小餐饮,南湖路2号,114.335,30.502',
  'P-3,无坐标旅馆,小旅馆,西街3号,,',
];

/** Writes a table of premises as offices hand them over. */
export function writePremises(path: string, rows: readonly string[] = fewPremises): void {
  writeFileSync(path, `${[header, ...rows].join('\r\n')}\r\n`);
}

/** A small workspace with the few premises above, made by the app itself. */
export async function makeWorkspace(path: string): Promise<void> {
  const table = `${path}.csv`;
  writePremises(table);
  const run = await runHeadless(['--workspace', path, '--import', table, '--as', 'premises']);
  rmSync(table);
  if (run.code !== 0) throw new Error(run.stderr);
}
