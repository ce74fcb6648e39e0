import type { TableName } from '../model/index.ts';
import type { SourceRow } from './format.ts';
import type { MatchKey } from './intake.ts';
import { normalizeName } from './normalize-words.ts';
import { cleanText } from './parse-values.ts';

const longestKey = 500;
const cutKey = (key: string): string => (key.length > longestKey ? key.slice(0, longestKey) : key);
/** In one form of each letter; ASCII has no other. */
const oneForm = (text: string): string => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return text.normalize('NFKC');
  return text;
};

/** What makes a row itself again when its file comes a second time. */
export interface KeyParts {
  kind: string;
  code: string | null;
  name: string | null;
  address: string | null;
  /** Tells rows of one name apart where there is no address. */
  place: string | null;
}

/**
 * The key of a row: its code when it has one, else the OpenStreetMap object it was exported from, else its name with its address (or,
 * without one, its place), else a plain feature id. Null when nothing identifies it.
 */
export function sourceKey(row: SourceRow, { kind, code, name, address, place }: KeyParts): string | null {
  if (code !== null) return cutKey(`${kind}:code/${oneForm(code)}`);
  const osm = osmObject(row);
  if (osm !== null) return osm;
  if (name !== null) {
    const where = address === null ? (place === null ? '' : `|@${place}`) : `|${normalizeName(address)}`;
    return cutKey(`${kind}:name/${normalizeName(name)}${where}`);
  }
  const id = cleanText(row.values['@id'] ?? '');
  if (id !== '') return cutKey(`${kind}:id/${id}`);
  return place === null ? null : `${kind}:at/${place}`;
}

/**
 * The key of a row by the choice of a person: the same for every file that says the same. Null when the row does not state it.
 * `row`: the fields read so far.
 */
export function chosenKey(matchBy: MatchKey, table: TableName, row: Readonly<Record<string, unknown>>): string | null {
  const said = (field: string): string | null => {
    const value = row[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const cut = (key: string): string => cutKey(`${table}:${key}`);
  const [code, name, address, qrId, id] = [said('code'), said('name'), said('address'), said('qrId'), said('id')];
  if (matchBy === 'code') return code && cut(`code/${oneForm(code)}`);
  if (matchBy === 'qrId') return qrId && cut(`qr/${oneForm(qrId)}`);
  if (matchBy === 'id') return id && cut(`uuid/${id}`);
  return name && address && cut(`name/${normalizeName(name)}|${normalizeName(address)}`);
}

const objectTypes: Readonly<Record<string, string>> = {
  n: 'node',
  w: 'way',
  r: 'relation',
  node: 'node',
  way: 'way',
  relation: 'relation',
};

/** `osm:way/123` of a feature exported from OpenStreetMap (Overpass `@id`, osmium `w123` and area `a246`), or null. */
export function osmObject({ values }: SourceRow): string | null {
  for (const text of [values['@id'], values.osm_id, values.full_id]) {
    if (text === undefined || text === '') continue;
    const typed = /^(node|way|relation|n|w|r)\/?(\d{1,16})$/.exec(text);
    if (typed !== null) return `osm:${objectTypes[typed[1]!]}/${typed[2]}`;
    const area = /^a(\d{1,16})$/.exec(text);
    // osmium numbers areas twice the way id, or twice the relation id plus one.
    if (area !== null) {
      const id = Number(area[1]);
      return id % 2 === 0 ? `osm:way/${id / 2}` : `osm:relation/${(id - 1) / 2}`;
    }
    const type = values.osm_type ?? values['@type'] ?? '';
    if (/^\d{1,16}$/.test(text) && objectTypes[type] !== undefined) return `osm:${objectTypes[type]}/${text}`;
  }
  return null;
}
