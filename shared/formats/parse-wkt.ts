import type { Geometry } from 'geojson';
import { checkGeometry } from './check-geometry.ts';

const types: Readonly<Record<string, [type: Geometry['type'], depth: number]>> = {
  POINT: ['Point', 0],
  MULTIPOINT: ['MultiPoint', 1],
  LINESTRING: ['LineString', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  POLYGON: ['Polygon', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
};
const start = /^\s*(?:srid=\d+;)?\s*(multipoint|multilinestring|multipolygon|point|linestring|polygon)\s*(?:zm|z|m)?\s*(?=\()/i;
const deepest = 4;

/** Whether a cell holds a shape in Well-Known Text. */
export const looksLikeWkt = (text: string): boolean => start.test(text.normalize('NFKC'));

/** The shape a cell holds in Well-Known Text, without heights; null when it is none or a damaged one. As OGC 06-103r4, with EWKT's SRID passed over. */
export function parseWkt(text: string): Geometry | null {
  const plain = text.normalize('NFKC');
  const head = start.exec(plain);
  if (head === null) return null;
  const [type, depth] = types[head[1]!.toUpperCase()]!;
  const read = readLists(plain.slice(head[0].length));
  if (read === null) return null;
  const coordinates = type === 'Point' ? read[0] : type === 'MultiPoint' ? read.map(unwrapped) : read;
  if (depth === 0 && read.length !== 1) return null;
  const checked = checkGeometry({ type, coordinates });
  return 'geometry' in checked ? checked.geometry : null;
}

/** `MULTIPOINT((1 2),(3 4))` is the same as `MULTIPOINT(1 2,3 4)`. */
const unwrapped = (part: unknown): unknown => (Array.isArray(part) && Array.isArray(part[0]) ? part[0] : part);

/** Nested lists of positions: brackets open and close lists, commas part, spaces join numbers. Null when brackets or numbers are wrong. */
function readLists(text: string): unknown[] | null {
  const stack: unknown[][] = [];
  const tokens = /\s*([(),]|[^\s(),]+)/gy;
  let position: number[] | null = null;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const token = match[1]!;
    if (token === '(') {
      if (position !== null || stack.length >= deepest) return null;
      stack.push([]);
    } else if (token === ')' || token === ',') {
      const list = stack.at(-1);
      if (list === undefined) return null;
      if (position !== null) list.push(position);
      position = null;
      if (token === ',') continue;
      stack.pop();
      const parent = stack.at(-1);
      if (parent === undefined) return text.slice(tokens.lastIndex).trim() === '' ? list : null;
      parent.push(list);
    } else {
      const value = Number(token);
      if (stack.length === 0 || !Number.isFinite(value)) return null;
      position ??= [];
      position.push(value);
    }
  }
  return null;
}
