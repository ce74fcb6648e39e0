import { failed } from '../../model/failure.ts';
import type { ByteSource } from '../format.ts';
import type { BoundingBox } from '../intake.ts';
import type { Restriction } from './build-rows.ts';
import { type Area, areaOf, isAnyArea, isAnyLine, lineOf, osmAdminLevelOf, restrictionOf } from './classify.ts';
import { createIdCollector, type IdTable } from './id-table.ts';
import { checked, checkHeader, type Inflate, MalformedPbf, openBlob, readBlobs } from './pbf-blobs.ts';
import {
  type Block,
  createBlockDecoder,
  holdsNodes,
  holdsRelations,
  holdsWays,
  memberNode,
  memberWay,
  noCoordinate,
  type Relations,
  tagsOf,
  type Ways,
} from './pbf-block.ts';
import type { Tags } from './read-tags.ts';

/** A relation whose outline is wanted: a boundary, or an area of several ways. */
export interface AreaRelation {
  id: number;
  tags: Tags;
  area: Area;
  admin: boolean;
  wayIds: Float64Array;
}
export interface RestrictionRelation extends Restriction {
  id: number;
  /** Numbers the pairs of ways of one relation; 1 for the first. */
  part: number;
  tags: Tags;
}

/** One file being read several times over: what each blob holds is learnt in the first pass, so later ones inflate only what they need. */
export interface OsmFile {
  blocks(wanted: number): AsyncGenerator<Block, void, void>;
}

/** Throws `MalformedPbf` while iterating, naming the blob it happened in. */
export function openOsmFile(source: ByteSource, inflate: Inflate): OsmFile {
  const holds: number[] = [];
  const decoder = createBlockDecoder();
  return {
    async *blocks(wanted) {
      let headerSeen = false;
      for await (const blob of readBlobs(source)) {
        if (blob.type === 'OSMHeader') {
          checked(blob.index, () => checkHeader(openBlob(blob, inflate)));
          headerSeen = true;
          continue;
        }
        if (blob.type !== 'OSMData') continue;
        if (!headerSeen) throw new MalformedPbf('no header', { cause: blob.index });
        const known = holds[blob.index];
        if (known !== undefined && (known & wanted) === 0) continue;
        const block = checked(blob.index, () => decoder.decode(openBlob(blob, inflate), wanted));
        holds[blob.index] = block.holds;
        if ((block.holds & wanted) !== 0) yield block;
      }
      if (!headerSeen) throw new MalformedPbf('no header');
    },
  };
}

/** The failure a `MalformedPbf` becomes: where in the file, and how far it got. */
export function malformedFailure(source: ByteSource, error: MalformedPbf) {
  return failed('fileMalformed', { file: source.name, place: typeof error.cause === 'number' ? error.cause : 0 }).failure;
}

/** How far outside the clip box nodes still make their way a candidate; whether it really touches the box is then seen on its geometry. */
const clipMarginDegrees = 0.05;

export interface RelationPass {
  areas: AreaRelation[];
  restrictions: RestrictionRelation[];
  memberWays: IdTable;
  /** Ways that restrictions lead from or to. */
  restrictedWays: IdTable;
  /** Ids of nodes in and around the clip box; null without one. */
  nearNodes: IdTable | null;
}

/** First pass: relations of interest with their member ways, and the nodes near the clip box. */
export async function readRelations(file: OsmFile, clip: BoundingBox | null): Promise<RelationPass> {
  const areas: AreaRelation[] = [];
  const restrictions: RestrictionRelation[] = [];
  const members = createIdCollector();
  const restricted = createIdCollector();
  const near = clip === null ? null : createIdCollector();
  const box = clip === null ? null : clip.map((side, index) => Math.round((side + (index < 2 ? -1 : 1) * clipMarginDegrees) * 1e7));
  for await (const { strings, nodes, relations } of file.blocks(holdsRelations | (clip === null ? 0 : holdsNodes))) {
    for (let index = 0; index < relations.count; index++) {
      if (relations.tagStarts[index] === relations.tagStarts[index + 1]) continue;
      const tags = tagsOf(relations, index, strings);
      const id = relations.ids[index]!;
      const rule = restrictionOf(tags);
      if (rule !== null) {
        const pairs = readRestrictions(relations, index, strings);
        // The one way that must be taken is one.
        for (const [part, restriction] of pairs.slice(0, rule.startsWith('no_') ? pairs.length : 1).entries()) {
          restrictions.push({ id, part: part + 1, tags, ...restriction });
          restricted.add(restriction.fromWayId);
          restricted.add(restriction.toWayId);
        }
      } else if (tags.type === 'multipolygon' || tags.type === 'boundary') {
        const area = areaOf(tags);
        const admin = osmAdminLevelOf(tags) !== null;
        if (!admin && !isAnyArea(area)) continue;
        const wayIds = outlineWays(relations, index, strings);
        for (const wayId of wayIds) members.add(wayId);
        areas.push({ id, tags, area, admin, wayIds });
      }
    }
    if (near !== null && box !== null)
      for (let index = 0; index < nodes.count; index++) {
        const lon = nodes.lons[index]!;
        const lat = nodes.lats[index]!;
        if (lon >= box[0]! && lat >= box[1]! && lon <= box[2]! && lat <= box[3]!) near.add(nodes.ids[index]!);
      }
  }
  return {
    areas,
    restrictions,
    memberWays: members.finish(),
    restrictedWays: restricted.finish(),
    nearNodes: near === null ? null : near.finish(),
  };
}

const outlineRoles = new Set(['', 'outer', 'inner', 'enclave', 'exclave']);

function outlineWays(relations: Relations, index: number, strings: readonly string[]): Float64Array {
  const ids = new Set<number>();
  for (let at = relations.memberStarts[index]!; at < relations.memberStarts[index + 1]!; at++)
    if (relations.memberTypes[at] === memberWay && outlineRoles.has(strings[relations.memberRoles[at]!]!))
      ids.add(relations.memberIds[at]!);
  return Float64Array.from(ids);
}

/** One for every pair of a way from which and one to which: `no_entry` has several of the one, `no_exit` of the other. */
function readRestrictions(relations: Relations, index: number, strings: readonly string[]): Restriction[] {
  const [froms, tos, viaWayIds]: [number[], number[], number[]] = [[], [], []];
  let viaNodeId: number | null = null;
  for (let at = relations.memberStarts[index]!; at < relations.memberStarts[index + 1]!; at++) {
    const role = strings[relations.memberRoles[at]!];
    const id = relations.memberIds[at]!;
    const type = relations.memberTypes[at];
    if (role === 'from' && type === memberWay) froms.push(id);
    else if (role === 'to' && type === memberWay) tos.push(id);
    else if (role === 'via' && type === memberNode) viaNodeId ??= id;
    else if (role === 'via' && type === memberWay) viaWayIds.push(id);
  }
  if (viaNodeId === null && viaWayIds.length === 0) return [];
  return froms.flatMap((fromWayId) => tos.map((toWayId) => ({ fromWayId, toWayId, viaNodeId, viaWayIds })));
}

export interface WayPass {
  /** Nodes of every way that is wanted for itself or for a relation. */
  nodes: IdTable;
  /** Which relations, by their number in `areas`, are wanted. */
  wantedAreas: Uint8Array;
}

/** Second pass (two with a clip box): which nodes are needed. */
export async function readNeededNodes(file: OsmFile, { areas, memberWays, nearNodes }: RelationPass): Promise<WayPass> {
  const nodes = createIdCollector();
  const nearMembers = new Uint8Array(nearNodes === null ? 0 : memberWays.size);
  for await (const { strings, ways } of file.blocks(holdsWays)) {
    for (let index = 0; index < ways.count; index++) {
      const member = memberWays.placeOf(ways.ids[index]!);
      const near = nearNodes === null || isNear(ways, index, nearNodes);
      if (member >= 0 && near && nearNodes !== null) nearMembers[member] = 1;
      if (near && (member >= 0 || isWanted(ways, index, strings))) addRefs(ways, index, nodes);
    }
  }
  const wantedAreas = new Uint8Array(areas.length).fill(1);
  if (nearNodes !== null) {
    const wantedMembers = new Uint8Array(memberWays.size);
    areas.forEach(({ admin, wayIds }, number) => {
      // A boundary may lie all around the box with no node near it.
      const wanted = admin || wayIds.some((id) => nearMembers[memberWays.placeOf(id)] === 1);
      wantedAreas[number] = wanted ? 1 : 0;
      if (wanted) for (const id of wayIds) wantedMembers[memberWays.placeOf(id)] = 1;
    });
    for await (const { ways } of file.blocks(holdsWays))
      for (let index = 0; index < ways.count; index++) {
        const member = memberWays.placeOf(ways.ids[index]!);
        if (member >= 0 && wantedMembers[member] === 1) addRefs(ways, index, nodes);
      }
  }
  return { nodes: nodes.finish(), wantedAreas };
}

/** Whether any node of the way is near the clip box. */
export function isNear(ways: Ways, index: number, nearNodes: IdTable): boolean {
  for (let at = ways.refStarts[index]!; at < ways.refStarts[index + 1]!; at++) if (nearNodes.placeOf(ways.refs[at]!) >= 0) return true;
  return false;
}

function isWanted(ways: Ways, index: number, strings: readonly string[]): boolean {
  if (ways.tagStarts[index] === ways.tagStarts[index + 1]) return false;
  const tags = tagsOf(ways, index, strings);
  return isAnyLine(lineOf(tags)) || (isClosed(ways, index) && isAnyArea(areaOf(tags)));
}

export function isClosed(ways: Ways, index: number): boolean {
  const first = ways.refStarts[index]!;
  const last = ways.refStarts[index + 1]! - 1;
  return last - first >= 3 && ways.refs[first] === ways.refs[last];
}

function addRefs(ways: Ways, index: number, nodes: { add(id: number): void }): void {
  for (let at = ways.refStarts[index]!; at < ways.refStarts[index + 1]!; at++) nodes.add(ways.refs[at]!);
}

/** Where the needed nodes are, by place in their table, in 1e-7 degrees; `noCoordinate` where the file does not say. */
export interface NodePositions {
  lons: Int32Array;
  lats: Int32Array;
}

export function emptyPositions(size: number): NodePositions {
  return { lons: new Int32Array(size).fill(noCoordinate), lats: new Int32Array(size).fill(noCoordinate) };
}
