import { normalizeName } from '../../../shared/formats/normalize-words.ts';
import { similarityOfNormalized } from '../../../shared/formats/similarity.ts';
import { readEnvelope } from '../../../shared/geo/wkb.ts';
import type { Connection } from '../connection.ts';

/** A premises of the record as rows are compared with it. */
export interface KnownPremises {
  id: string;
  code: string | null;
  name: string;
  address: string | null;
  standardAddressCode: string | null;
  phone: string | null;
  lon: number | null;
  lat: number | null;
  normalName: string;
  normalAddress: string;
}

/** What a row says of itself, for finding whom it may be. */
export type Described = Pick<KnownPremises, 'code' | 'name' | 'address' | 'standardAddressCode' | 'phone' | 'lon' | 'lat'>;

/** The premises of a record, as they stood when the index was first asked, found by name, by address and by likeness. */
export interface PremisesIndex {
  /** All of this name, however it is written. */
  named(name: string): readonly KnownPremises[];
  /** Those of this name whose address is the same, however it is written. */
  at(name: string, address: string): readonly KnownPremises[];
  /** Those that share a name, an address, a code, a telephone, a beginning or a corner of the map with what is described. */
  near(described: Described): Iterable<KnownPremises>;
  /** The names most alike, at most three, for a person to choose from. */
  suggestions(name: string): KnownPremises[];
}

/** Some 60 m. */
const CELL_DEGREES = 0.0006;
/** A block shared by more than these says nothing. */
const MOST_IN_BLOCK = 300;
const LEAST_SUGGESTED = 0.4;

export function createPremisesIndex(connection: Connection): PremisesIndex {
  let blocks: Map<string, KnownPremises[]> | null = null;
  const blocked = (): Map<string, KnownPremises[]> => {
    blocks ??= blockAll(connection);
    return blocks;
  };
  const blockOf = (key: string): readonly KnownPremises[] => blocked().get(key) ?? [];
  return {
    named: (name) => blockOf(`n${normalizeName(name)}`),
    at: (name, address) => {
      const wanted = normalizeName(address);
      return blockOf(`n${normalizeName(name)}`).filter(({ normalAddress }) => normalAddress === wanted);
    },
    near: (described) => {
      const found = new Set<KnownPremises>();
      if (blocked().size === 0) return found;
      for (const key of keysOf(described, true)) {
        const block = blockOf(key);
        if (block.length <= MOST_IN_BLOCK) for (const known of block) found.add(known);
      }
      return found;
    },
    suggestions: (name) => {
      const wanted = normalizeName(name);
      const found = new Set<KnownPremises>();
      for (const key of partsOf(wanted)) {
        const block = blockOf(key);
        if (block.length <= MOST_IN_BLOCK) for (const known of block) found.add(known);
      }
      return [...found]
        .map((known) => ({ known, score: similarityOfNormalized(wanted, known.normalName) }))
        .filter(({ score }) => score >= LEAST_SUGGESTED)
        .sort((a, b) => b.score - a.score)
        .slice(0, 3)
        .map(({ known }) => known);
    },
  };
}

function blockAll(connection: Connection): Map<string, KnownPremises[]> {
  const blocks = new Map<string, KnownPremises[]>();
  const rows = connection.allValues('SELECT id, code, name, address, standard_address_code, phone, geom FROM premises ORDER BY fid');
  for (const [id, code, name, address, standardAddressCode, phone, geom] of rows) {
    const [lon, lat] = geom instanceof Uint8Array ? (readEnvelope(geom) ?? [null, null]) : [null, null];
    const known = {
      id,
      code,
      name,
      address,
      standardAddressCode,
      phone,
      lon,
      lat,
      normalName: normalizeName(name as string),
      normalAddress: address === null ? '' : normalizeName(address as string),
    } as KnownPremises;
    for (const key of keysOf(known, false)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [known]);
      else block.push(known);
    }
  }
  return blocks;
}

/** The blocks a premises is in; with `around`, those next to its corner of the map too. */
function* keysOf({ code, name, address, standardAddressCode, phone, lon, lat }: Described, around: boolean): Generator<string> {
  const normalName = normalizeName(name);
  yield `n${normalName}`;
  yield* partsOf(normalName);
  if (address !== null) yield `a${normalizeName(address)}`;
  if (code !== null) yield `c${code.normalize('NFKC')}`;
  if (standardAddressCode !== null) yield `s${standardAddressCode.normalize('NFKC')}`;
  const digits = phone?.replaceAll(/\D/g, '') ?? '';
  if (digits.length >= 7) yield `p${digits.slice(-8)}`;
  if (lon === null || lat === null) return;
  const [x, y] = [Math.floor(lon / CELL_DEGREES), Math.floor(lat / CELL_DEGREES)];
  const reach = around ? 1 : 0;
  for (let dx = -reach; dx <= reach; dx++) for (let dy = -reach; dy <= reach; dy++) yield `g${x + dx},${y + dy}`;
}

/** Beginning, middle and end of a name: one slip of the pen leaves one of them as it was. */
function* partsOf(normalName: string): Generator<string> {
  const length = /\p{Script=Han}/u.test(normalName) ? 2 : 5;
  if (normalName.length < length) return;
  yield `b${normalName.slice(0, length)}`;
  if (normalName.length >= length + 2) yield `m${normalName.slice(2, 2 + length)}`;
  yield `e${normalName.slice(-length * 2)}`;
}
