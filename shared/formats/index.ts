import { csv } from './csv.ts';
import type { TableFormat } from './format.ts';
import { geojson } from './geojson.ts';

/** Every table-like format the app reads. Adding one is adding its file and this line. */
export const tableFormats: readonly TableFormat[] = [csv, geojson];

/** The format a file name's ending stands for, or null. */
export function formatOfFile(name: string): TableFormat | null {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return tableFormats.find((format) => format.extensions.includes(extension)) ?? null;
}
