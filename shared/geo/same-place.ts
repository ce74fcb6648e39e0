import type { Geometry } from 'geojson';

/** Two centimetres: more than rounding to 7 decimals and back through a projection takes away, less than anybody means. */
const toleranceDegrees = 2e-7;

/** Whether two geometries are one but for rounding. Rings may begin anywhere, as formats and programs move their beginning. */
export function samePlace(one: Geometry, other: Geometry): boolean {
  if (one.type !== other.type || one.type === 'GeometryCollection' || other.type === 'GeometryCollection') return false;
  return sameCoordinates(one.coordinates, other.coordinates, one.type.endsWith('Polygon'));
}

function sameCoordinates(one: unknown, other: unknown, closed: boolean): boolean {
  const [a, b] = [one as unknown[], other as unknown[]];
  if (a.length !== b.length) return false;
  if (typeof a[0] === 'number') return a.every((value, index) => Math.abs((value as number) - (b[index] as number)) <= toleranceDegrees);
  if (!closed || !isRing(a) || !isRing(b)) return a.every((part, index) => sameCoordinates(part, b[index], closed));
  const count = a.length - 1;
  for (let shift = 0; shift < Math.max(count, 1); shift++)
    if (a.slice(0, count).every((position, index) => sameCoordinates(position, b[(index + shift) % count], false))) return true;
  return false;
}

const isRing = (part: readonly unknown[]): boolean => Array.isArray(part[0]) && typeof part[0][0] === 'number';
