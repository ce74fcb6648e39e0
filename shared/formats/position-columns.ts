import { type Crs, parseCrs, writtenName } from '../geo/crs.ts';
import { texts } from '../text/index.ts';
import { columnTitle, type ExportOptions } from './export-columns.ts';

/** Titles of the two columns of a position, which name their system unless it is WGS84: `经度（GCJ-02）`, `东坐标（EPSG:4548）`. */
export function positionTitles(options: Pick<ExportOptions, 'language'>, crs: Crs): [string, string] {
  const names = crs.projected ? ['east', 'north'] : ['lon', 'lat'];
  const system = writtenName(crs);
  const mark = crs.id === 'wgs84' ? '' : options.language === 'en' ? ` (${system})` : `（${system}）`;
  return names.map((name) => `${columnTitle(options, name)}${mark}`) as [string, string];
}

const systemMark = /(?:（| \()([^（）()]*)[）)]$/;

/** The position columns among a file's, and the system they name; null when there are none of this app's. */
export function findPositionColumns(columns: readonly string[]): { x: string; y: string; crs: Crs } | null {
  const bare = (column: string): string => column.replace(systemMark, '');
  for (const { fields } of Object.values(texts))
    for (const [xTitle, yTitle] of [
      [fields.lon, fields.lat],
      [fields.east, fields.north],
    ]) {
      const x = columns.find((column) => bare(column) === xTitle);
      const y = columns.find((column) => bare(column) === yTitle);
      if (x === undefined || y === undefined) continue;
      const crs = parseCrs(systemMark.exec(x)?.[1] ?? 'wgs84');
      if (crs.ok) return { x, y, crs: crs.value };
    }
  return null;
}
