import { csv } from './csv.ts';
import type { FileStart, TableFormat } from './format.ts';
import { geojson } from './geojson.ts';
import { gpx } from './gpx.ts';
import { kml, kmz } from './kml.ts';
import { refusalsAsFailures } from './refusal.ts';
import { shapefile } from './shapefile/shapefile.ts';
import { xlsx } from './xlsx/xlsx.ts';

/** Every table-like format read from bytes alone, the surest to recognise first. Adding one is adding its file and this line. */
export const tableFormats: readonly TableFormat[] = [xlsx, shapefile, kmz, kml, gpx, geojson, csv].map(refusalsAsFailures);

/** The format whose beginning this is, by content before name; null when it is none. */
export function recogniseFormat(start: FileStart): TableFormat | null {
  const byContent = tableFormats.find((format) => format.recognises(start)) ?? null;
  const byName = formatOfExtension(start.extension);
  // Any text may be CSV: a name that stands for another format of text says more.
  const isAnyText = byContent === null || byContent.id === 'csv';
  return isAnyText && byName !== null && textFormats.has(byName.id) ? byName : byContent;
}

/** Formats of text that a damaged file may not be told by. */
const textFormats = new Set(['csv', 'geojson', 'kml', 'gpx']);

/** The format a name's ending stands for, or null. */
export function formatOfExtension(extension: string): TableFormat | null {
  return tableFormats.find((format) => format.extensions.includes(extension)) ?? null;
}

/** The ending of a file name in lower case, without the dot. */
export function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
