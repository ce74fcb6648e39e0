import { PbfReader } from 'pbf';
import { MalformedPbf } from './pbf-blobs.ts';
import type { Tags } from './read-tags.ts';

/** Objects of one type in a block: ids, and tags as string numbers between offsets. */
export interface Elements {
  count: number;
  ids: Float64Array;
  /** Tags of element i are `tagKeys[k]`, `tagValues[k]` for k from `tagStarts[i]` to `tagStarts[i + 1]`. */
  tagStarts: Int32Array;
  tagKeys: Int32Array;
  tagValues: Int32Array;
}
export interface Nodes extends Elements {
  /** In 1e-7 degrees; `noCoordinate` where the file's value is off the globe. */
  lons: Int32Array;
  lats: Int32Array;
}
export interface Ways extends Elements {
  refStarts: Int32Array;
  refs: Float64Array;
}
export interface Relations extends Elements {
  memberStarts: Int32Array;
  memberIds: Float64Array;
  memberTypes: Uint8Array;
  memberRoles: Int32Array;
}
/** What a block of a PBF file holds, as flat arrays. Valid until the decoder is used again. */
export interface Block {
  strings: string[];
  nodes: Nodes;
  ways: Ways;
  relations: Relations;
  /** Which types the block holds, wanted or not: 1 nodes, 2 ways, 4 relations. */
  holds: number;
}

export const holdsNodes = 1;
export const holdsWays = 2;
export const holdsRelations = 4;
export const memberNode = 0;
export const memberWay = 1;
export const noCoordinate = 0x7fffffff;

/** The tags of one element as an object; only made for elements that have any. */
export function tagsOf(elements: Elements, index: number, strings: readonly string[]): Tags {
  const tags: Record<string, string> = {};
  const end = elements.tagStarts[index + 1]!;
  for (let at = elements.tagStarts[index]!; at < end; at++) tags[strings[elements.tagKeys[at]!]!] = strings[elements.tagValues[at]!]!;
  return tags;
}

/** A decoder of PrimitiveBlocks that reuses its arrays. `decode` throws `MalformedPbf` (or what the protobuf reader throws) on damaged data. */
export function createBlockDecoder(): { decode(bytes: Uint8Array, wanted: number): Block } {
  const nodes: Nodes = { ...emptyElements(), lons: new Int32Array(0), lats: new Int32Array(0) };
  const ways: Ways = { ...emptyElements(), refStarts: new Int32Array(1), refs: new Float64Array(0) };
  const relations: Relations = {
    ...emptyElements(),
    memberStarts: new Int32Array(1),
    memberIds: new Float64Array(0),
    memberTypes: new Uint8Array(0),
    memberRoles: new Int32Array(0),
  };
  const block: Block = { strings: [], nodes, ways, relations, holds: 0 };
  return {
    decode(bytes, wanted) {
      for (const elements of [nodes, ways, relations]) elements.count = 0;
      block.holds = 0;
      decodeBlock(bytes, block, wanted);
      return block;
    },
  };
}

function emptyElements(): Elements {
  return { count: 0, ids: new Float64Array(0), tagStarts: new Int32Array(1), tagKeys: new Int32Array(0), tagValues: new Int32Array(0) };
}

interface Scale {
  granularity: number;
  latOffset: number;
  lonOffset: number;
}

function decodeBlock(bytes: Uint8Array, block: Block, wanted: number): void {
  const pbf = new PbfReader(bytes);
  const scale: Scale = { granularity: 100, latOffset: 0, lonOffset: 0 };
  const groups: [start: number, end: number][] = [];
  let strings: [start: number, end: number] | null = null;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) strings = readSpan(pbf);
    else if (field === 2) groups.push(readSpan(pbf));
    else if (field === 17) scale.granularity = pbf.readVarint(true);
    else if (field === 19) scale.latOffset = pbf.readVarint(true);
    else if (field === 20) scale.lonOffset = pbf.readVarint(true);
  }
  if (!(scale.granularity > 0) || !Number.isSafeInteger(scale.latOffset) || !Number.isSafeInteger(scale.lonOffset))
    throw new MalformedPbf('block');
  for (const [start, end] of groups) block.holds |= typesIn(pbf, start, end);
  if ((block.holds & wanted) === 0) return;
  block.strings = strings === null ? [] : readStrings(pbf, strings);
  for (const [start, end] of groups) decodeGroup(pbf, start, end, block, wanted, scale);
}

/** Start and end of a length-delimited value, which must lie within the message. */
function readSpan(pbf: PbfReader): [start: number, end: number] {
  const bytes = pbf.readVarint();
  const start = pbf.pos;
  if (bytes > pbf.length - start) throw new MalformedPbf('length');
  pbf.pos = start + bytes;
  return [start, start + bytes];
}

function readStrings(pbf: PbfReader, [start, end]: [number, number]): string[] {
  const strings: string[] = [];
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) if (field === 1) strings.push(pbf.readString());
  return strings;
}

function typesIn(pbf: PbfReader, start: number, end: number): number {
  let holds = 0;
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field <= 2) holds |= holdsNodes;
    else if (field === 3) holds |= holdsWays;
    else if (field === 4) holds |= holdsRelations;
    // A group holds one type only; plain nodes are the only other mixture seen.
    if (field >= 2) break;
  }
  return holds;
}

function decodeGroup(pbf: PbfReader, start: number, end: number, block: Block, wanted: number, scale: Scale): void {
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field > 4) continue;
    const [from, to] = readSpan(pbf);
    if (field === 1 && (wanted & holdsNodes) !== 0) decodeNode(pbf, from, to, block, scale);
    else if (field === 2 && (wanted & holdsNodes) !== 0) decodeDenseNodes(pbf, from, to, block, scale);
    else if (field === 3 && (wanted & holdsWays) !== 0) decodeWay(pbf, from, to, block);
    else if (field === 4 && (wanted & holdsRelations) !== 0) decodeRelation(pbf, from, to, block);
    pbf.pos = to;
  }
}

function decodeDenseNodes(pbf: PbfReader, start: number, end: number, block: Block, scale: Scale): void {
  const { nodes, strings } = block;
  const first = nodes.count;
  let count = -1;
  pbf.pos = start;
  let tagSpan: [number, number] | null = null;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 10) tagSpan = readSpan(pbf);
    else if (field === 1 || field === 8 || field === 9) {
      const [from, to] = readSpan(pbf);
      // A value takes at least one byte, so the span's length bounds the count.
      const room = first + (to - from);
      pbf.pos = from;
      let read = first;
      let value = 0;
      if (field === 1) {
        nodes.ids = withRoom(nodes.ids, room);
        while (pbf.pos < to) {
          value += pbf.readSVarint();
          nodes.ids[read++] = value;
        }
      } else {
        const isLat = field === 8;
        const offset = isLat ? scale.latOffset : scale.lonOffset;
        const limit = isLat ? 900_000_000 : 1_800_000_000;
        const target = withRoom(isLat ? nodes.lats : nodes.lons, room);
        if (isLat) nodes.lats = target;
        else nodes.lons = target;
        while (pbf.pos < to) {
          value += pbf.readSVarint();
          target[read++] = toTenMillionths(value, offset, scale.granularity, limit);
        }
      }
      if (count >= 0 && count !== read - first) throw new MalformedPbf('dense nodes');
      count = read - first;
    }
  }
  if (count <= 0) return;
  if (nodes.lats.length < first + count || nodes.lons.length < first + count) throw new MalformedPbf('dense nodes');
  decodeDenseTags(pbf, tagSpan, nodes, first, count, strings.length);
  nodes.count = first + count;
}

function decodeDenseTags(pbf: PbfReader, span: [number, number] | null, nodes: Nodes, first: number, count: number, strings: number): void {
  nodes.tagStarts = withRoom(nodes.tagStarts, first + count + 1);
  let tags = nodes.tagStarts[first]!;
  if (span !== null) {
    nodes.tagKeys = withRoom(nodes.tagKeys, tags + (span[1] - span[0]));
    nodes.tagValues = withRoom(nodes.tagValues, tags + (span[1] - span[0]));
    pbf.pos = span[0];
  }
  const to = span === null ? 0 : span[1];
  for (let index = first; index < first + count; index++) {
    while (span !== null && pbf.pos < to) {
      const key = pbf.readVarint();
      if (key === 0) break;
      const value = pbf.readVarint();
      if (key >= strings || value >= strings) throw new MalformedPbf('string number');
      nodes.tagKeys[tags] = key;
      nodes.tagValues[tags++] = value;
    }
    nodes.tagStarts[index + 1] = tags;
  }
}

function decodeNode(pbf: PbfReader, start: number, end: number, block: Block, scale: Scale): void {
  const { nodes } = block;
  const index = nodes.count;
  let id = 0;
  let lat = Number.NaN;
  let lon = Number.NaN;
  const tags = { keys: null as Span, values: null as Span };
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 2) tags.keys = readSpan(pbf);
    else if (field === 3) tags.values = readSpan(pbf);
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
  }
  nodes.ids = withRoom(nodes.ids, index + 1);
  nodes.lats = withRoom(nodes.lats, index + 1);
  nodes.lons = withRoom(nodes.lons, index + 1);
  nodes.ids[index] = id;
  nodes.lats[index] = toTenMillionths(lat, scale.latOffset, scale.granularity, 900_000_000);
  nodes.lons[index] = toTenMillionths(lon, scale.lonOffset, scale.granularity, 1_800_000_000);
  decodeTags(pbf, tags, nodes, index, block.strings.length);
  nodes.count += 1;
}

function decodeWay(pbf: PbfReader, start: number, end: number, block: Block): void {
  const { ways } = block;
  const index = ways.count;
  let id = 0;
  const tags = { keys: null as Span, values: null as Span };
  let refs = ways.refStarts[index]!;
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) tags.keys = readSpan(pbf);
    else if (field === 3) tags.values = readSpan(pbf);
    else if (field === 8) {
      const [from, to] = readSpan(pbf);
      ways.refs = withRoom(ways.refs, refs + (to - from));
      pbf.pos = from;
      let ref = 0;
      while (pbf.pos < to) {
        ref += pbf.readSVarint();
        ways.refs[refs++] = ref;
      }
    }
  }
  ways.ids = withRoom(ways.ids, index + 1);
  ways.ids[index] = id;
  ways.refStarts = withRoom(ways.refStarts, index + 2);
  ways.refStarts[index + 1] = refs;
  decodeTags(pbf, tags, ways, index, block.strings.length);
  ways.count += 1;
}

function decodeRelation(pbf: PbfReader, start: number, end: number, block: Block): void {
  const { relations, strings } = block;
  const index = relations.count;
  let id = 0;
  const tags = { keys: null as Span, values: null as Span };
  let roles: Span = null;
  let ids: Span = null;
  let types: Span = null;
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) tags.keys = readSpan(pbf);
    else if (field === 3) tags.values = readSpan(pbf);
    else if (field === 8) roles = readSpan(pbf);
    else if (field === 9) ids = readSpan(pbf);
    else if (field === 10) types = readSpan(pbf);
  }
  const first = relations.memberStarts[index]!;
  const room = first + (ids === null ? 0 : ids[1] - ids[0]);
  relations.memberIds = withRoom(relations.memberIds, room);
  relations.memberTypes = withRoom(relations.memberTypes, room);
  relations.memberRoles = withRoom(relations.memberRoles, room);
  let member = 0;
  const idCount = readInto(
    pbf,
    ids,
    () => {
      member += pbf.readSVarint();
      return member;
    },
    relations.memberIds,
    first,
  );
  const typeCount = readInto(pbf, types, () => pbf.readVarint(), relations.memberTypes, first);
  const roleCount = readInto(pbf, roles, () => pbf.readVarint(), relations.memberRoles, first);
  if (idCount !== typeCount || idCount !== roleCount) throw new MalformedPbf('members');
  for (let at = first; at < first + idCount; at++)
    if (relations.memberRoles[at]! >= strings.length) throw new MalformedPbf('string number');
  relations.memberStarts = withRoom(relations.memberStarts, index + 2);
  relations.memberStarts[index + 1] = first + idCount;
  relations.ids = withRoom(relations.ids, index + 1);
  relations.ids[index] = id;
  decodeTags(pbf, tags, relations, index, strings.length);
  relations.count += 1;
}

type Span = [start: number, end: number] | null;

function readInto(pbf: PbfReader, span: Span, read: () => number, target: Float64Array | Int32Array | Uint8Array, first: number): number {
  if (span === null) return 0;
  pbf.pos = span[0];
  let count = 0;
  while (pbf.pos < span[1]) {
    if (first + count >= target.length) throw new MalformedPbf('members');
    target[first + count] = read();
    count += 1;
  }
  return count;
}

function decodeTags(
  pbf: PbfReader,
  { keys, values }: { keys: Span; values: Span },
  elements: Elements,
  index: number,
  strings: number,
): void {
  const first = elements.tagStarts[index]!;
  const room = first + (keys === null ? 0 : keys[1] - keys[0]);
  elements.tagKeys = withRoom(elements.tagKeys, room);
  elements.tagValues = withRoom(elements.tagValues, room);
  const keyCount = readInto(pbf, keys, () => pbf.readVarint(), elements.tagKeys, first);
  const valueCount = readInto(pbf, values, () => pbf.readVarint(), elements.tagValues, first);
  if (keyCount !== valueCount) throw new MalformedPbf('tags');
  for (let at = first; at < first + keyCount; at++) {
    const known = inTable(elements.tagKeys[at]!, strings) && inTable(elements.tagValues[at]!, strings);
    if (!known) throw new MalformedPbf('string number');
  }
  elements.tagStarts = withRoom(elements.tagStarts, index + 2);
  elements.tagStarts[index + 1] = first + keyCount;
}

const inTable = (number: number, strings: number): boolean => number >= 0 && number < strings;

function toTenMillionths(value: number, offset: number, granularity: number, limit: number): number {
  const rounded = Math.round((offset + granularity * value) / 100);
  return Math.abs(rounded) <= limit ? rounded : noCoordinate;
}

/** The same array, or a larger copy that has room for so many elements. */
function withRoom<T extends Float64Array | Int32Array | Uint8Array>(array: T, room: number): T {
  if (array.length >= room) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(room, array.length * 2, 1024));
  larger.set(array);
  return larger;
}
