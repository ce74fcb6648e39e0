import { type Change, done, failed, type Premises, type Result } from '../model/index.ts';
import { rowOfStored } from './row-of-stored.ts';

/**
 * Puts one premises at a WGS84 position, or moves it there. The coordinates it came with stay as they were handed over.
 * Failure `positionOutOfRange` when the position is not on earth.
 */
export function placePremises({ premises, position }: { premises: Premises; position: { lon: number; lat: number } }): Result<Change> {
  const { lon, lat } = position;
  if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) return failed('positionOutOfRange', { lon, lat });
  const placed: Premises = { ...rowOfStored('premises', premises), geom: { type: 'Point', coordinates: [lon, lat] }, unplacedReason: null };
  return done({ note: { edit: 'placePremises', subject: premises.name, count: 1 }, puts: { premises: [placed] }, deletes: {} });
}
