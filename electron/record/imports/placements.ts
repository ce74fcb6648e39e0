import { normalizeName } from '../../../shared/formats/normalize-words.ts';
import { similarityOfNormalized } from '../../../shared/formats/similarity.ts';
import { encodeGeoPackageGeometry, readEnvelope } from '../../../shared/geo/wkb.ts';
import type { PlacementProposal, UnmatchedPremises } from '../../../shared/ipc/index.ts';
import type { ChangeSummary, TableName, UnplacedReason } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { findById } from '../row-writer.ts';
import { layoutOf, type SqlValue } from '../table-layout.ts';
import type { Workspace } from '../workspace.ts';
import { beginWriteSession } from '../write-session.ts';

/** Every premises without a position: with the one place it may stand at, or without. */
export interface Placements {
  proposals: PlacementProposal[];
  unmatched: UnmatchedPremises[];
}

interface KnownPlace extends Pick<PlacementProposal, 'target' | 'lon' | 'lat'> {
  normalAddress: string;
}

/** Tables whose rows have a name and a place. Names of premises say more than those of buildings and localities. */
const NAMED: readonly { table: TableName; score: number }[] = [
  { table: 'premises', score: 0.85 },
  { table: 'building', score: 0.7 },
  { table: 'station', score: 0.7 },
  { table: 'facility', score: 0.6 },
];
const SCORES = { standardAddressCode: 1, address: 0.9 };
/** Places of one name or address nearer to each other than this are one place. */
const ONE_PLACE_DEGREES = 0.0005;
/** Addresses less alike than this are two addresses, whatever the name. */
const LEAST_ADDRESS = 0.3;
const ROWS_AT_ONCE = 2000;

/**
 * Where premises without a position may stand: where something of the same standard address code stands, of the same address, or of the same
 * name and no other address. Where that is more than one place, nothing is proposed. `step` is awaited between stretches of work.
 */
export async function proposePlacements(connection: Connection, step: () => Promise<void>): Promise<Placements> {
  const [byCode, byAddress, byName] = [new Map<string, KnownPlace[]>(), new Map<string, KnownPlace[]>(), new Map<string, KnownPlace[]>()];
  const scoreOfTable = new Map(NAMED.map(({ table, score }) => [table, score]));
  for (const { table } of NAMED) {
    const code = table === 'premises' ? 'standard_address_code' : 'NULL';
    const address = table === 'premises' || table === 'station' ? 'address' : 'NULL';
    const sql = `SELECT fid, id, name, ${address}, ${code}, geom FROM ${table}
      WHERE geom IS NOT NULL AND name IS NOT NULL AND fid > ? ORDER BY fid LIMIT ${ROWS_AT_ONCE}`;
    for (let after = -1; ; ) {
      const rows = connection.allValues(sql, after);
      for (const row of rows) addPlace(table, row, { byCode, byAddress, byName });
      if (rows.length < ROWS_AT_ONCE) break;
      after = rows.at(-1)?.[0] as number;
      await step();
    }
  }
  const placements: Placements = { proposals: [], unmatched: [] };
  const unplaced = connection.allValues(
    'SELECT id, name, address, standard_address_code, fid, unplaced_reason FROM premises WHERE geom IS NULL ORDER BY fid',
  );
  for (const [index, [id, name, address, code, fid, unplacedReason]] of unplaced.entries()) {
    if (index % ROWS_AT_ONCE === 0) await step();
    const described = { premisesId: id as string, name: name as string, address: address as string | null };
    const normalAddress = address === null ? '' : normalizeName(address as string);
    const notElsewhere = (place: KnownPlace): boolean =>
      normalAddress === '' || place.normalAddress === '' || similarityOfNormalized(normalAddress, place.normalAddress) >= LEAST_ADDRESS;
    const ways = [
      ['standardAddressCode', code === null ? [] : (byCode.get(keyOf(code as string)) ?? [])],
      ['address', normalAddress === '' ? [] : (byAddress.get(normalAddress) ?? [])],
      ['name', (byName.get(normalizeName(name as string)) ?? []).filter(notElsewhere)],
    ] as const;
    const found = ways.flatMap(([by, places]) => (isOnePlace(places) ? [{ by, place: places[0] as KnownPlace }] : []))[0];
    if (found === undefined) {
      placements.unmatched.push({ ...described, fid: fid as number, unplacedReason: unplacedReason as UnplacedReason | null });
      continue;
    }
    const { target, lon, lat } = found.place;
    const score = found.by === 'name' ? (scoreOfTable.get(target.table) ?? 0) : SCORES[found.by];
    placements.proposals.push({ ...described, by: found.by, target, lon, lat, score });
  }
  return placements;
}

const keyOf = (code: string): string => code.normalize('NFKC').trim();

function addPlace(
  table: TableName,
  [, id, name, address, code, geom]: SqlValue[],
  { byCode, byAddress, byName }: Record<'byCode' | 'byAddress' | 'byName', Map<string, KnownPlace[]>>,
): void {
  const box = readEnvelope(geom as Uint8Array);
  if (box === null) return;
  const normalAddress = address === null ? '' : normalizeName(address as string);
  const target = { table, id: id as string, name: name as string };
  const place: KnownPlace = { target, lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2, normalAddress };
  const add = (places: Map<string, KnownPlace[]>, key: string): void => {
    const list = places.get(key);
    if (list === undefined) places.set(key, [place]);
    else list.push(place);
  };
  add(byName, normalizeName(name as string));
  if (normalAddress !== '') add(byAddress, normalAddress);
  if (typeof code === 'string') add(byCode, keyOf(code));
}

const isOnePlace = (places: readonly KnownPlace[]): boolean => {
  const [first] = places;
  return (
    first !== undefined &&
    places.every(({ lon, lat }) => Math.abs(lon - first.lon) <= ONE_PLACE_DEGREES && Math.abs(lat - first.lat) <= ONE_PLACE_DEGREES)
  );
};

/** Places premises as proposed, as one change; null when none of them is still without a position. The coordinates they came with stay. */
export function commitPlacements(workspace: Workspace, proposals: readonly PlacementProposal[]): ChangeSummary | null {
  const layout = layoutOf('premises');
  const [geometryPlace, reasonPlace] = [layout.indexOf.get('geom') as number, layout.indexOf.get('unplacedReason') as number];
  const session = beginWriteSession(workspace, { derive: true });
  try {
    for (const { premisesId, lon, lat } of proposals) {
      const stored = findById(workspace.writer, 'premises', premisesId);
      if (stored === null || stored.image[geometryPlace] !== null) continue;
      const image = [...stored.image];
      image[geometryPlace] = encodeGeoPackageGeometry({ type: 'Point', coordinates: [lon, lat] });
      image[reasonPlace] = null;
      session.update('premises', stored, image);
    }
    const note = { edit: 'placeByMatch', subject: null, count: session.written };
    return session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null });
  } catch (error) {
    session.rollBack();
    throw error;
  }
}
