import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import type { ByteSource } from '../../../shared/formats/format.ts';
import { openOsmFile } from '../../../shared/formats/osm/osm-passes.ts';
import { holdsNodes, holdsRelations, holdsWays, tagsOf } from '../../../shared/formats/osm/pbf-block.ts';
import {
  headerBlob,
  nodesBlob,
  type PbfNode,
  type PbfRelation,
  type PbfWay,
  relationsBlob,
  waysBlob,
} from '../../../shared/testing/write-osm-pbf.ts';

const perBlob = 8000;
/** Ids are spread as thinly as OpenStreetMap's own, so that they take as many bytes. */
const idStep = 1400;
/** Copies stand side by side in a square, each this far from the next. */
const stepTenMillionths = 600_000;

/**
 * Writes an extract that holds a small one so many times over, each copy with its own ids and place, sorted by type and id as
 * extracts are. Run as `write-large-extract.ts SOURCE TARGET COPIES`.
 */
async function writeLargeExtract(sourcePath: string, target: string, copies: number): Promise<void> {
  const bytes = readFileSync(sourcePath);
  const source: ByteSource = {
    name: sourcePath,
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
  const { nodes, ways, relations } = await readAll(source);
  const out = openSync(target, 'w');
  const write = (blob: Uint8Array): number => writeSync(out, blob);
  const ranksOf = (list: { id: number }[]) => new Map(list.map(({ id }, rank) => [id, rank]));
  const ranks = { 0: ranksOf(nodes), 1: ranksOf(ways), 2: ranksOf(relations) };
  const counts = { 0: nodes.length, 1: ways.length, 2: relations.length };
  const newId = (type: 0 | 1 | 2, copy: number, id: number): number => {
    const rank = ranks[type].get(id);
    // An object that is not in the small extract stays missing in every copy.
    return ((rank === undefined ? copies * counts[type] + (id % 1e6) : copy * counts[type] + rank) + 1) * (type === 0 ? idStep : 20);
  };
  const side = Math.ceil(Math.sqrt(copies));
  write(headerBlob(deflateSync));
  for (let copy = 0; copy < copies; copy++) {
    const east = (copy % side) * stepTenMillionths;
    const north = Math.floor(copy / side) * stepTenMillionths;
    for (const part of parts(nodes))
      write(
        nodesBlob(
          part.map((node) => ({ ...node, id: newId(0, copy, node.id), lon: node.lon + east, lat: node.lat + north })),
          deflateSync,
        ),
      );
  }
  for (let copy = 0; copy < copies; copy++)
    for (const part of parts(ways))
      write(
        waysBlob(
          part.map((way) => ({ ...way, id: newId(1, copy, way.id), refs: way.refs.map((ref) => newId(0, copy, ref)) })),
          deflateSync,
        ),
      );
  for (let copy = 0; copy < copies; copy++)
    for (const part of parts(relations))
      write(
        relationsBlob(
          part.map((relation) => ({
            ...relation,
            id: newId(2, copy, relation.id),
            members: relation.members.map((member) => ({ ...member, id: newId(member.type as 0 | 1 | 2, copy, member.id) })),
          })),
          deflateSync,
        ),
      );
  closeSync(out);
}

async function readAll(source: ByteSource): Promise<{ nodes: PbfNode[]; ways: PbfWay[]; relations: PbfRelation[] }> {
  const nodes: PbfNode[] = [];
  const ways: PbfWay[] = [];
  const relations: PbfRelation[] = [];
  const file = openOsmFile(source, (data) => inflateSync(data));
  for await (const block of file.blocks(holdsNodes | holdsWays | holdsRelations)) {
    const { strings } = block;
    for (let at = 0; at < block.nodes.count; at++)
      nodes.push({
        id: block.nodes.ids[at]!,
        lon: block.nodes.lons[at]!,
        lat: block.nodes.lats[at]!,
        tags: tagsOf(block.nodes, at, strings) as Record<string, string>,
      });
    for (let at = 0; at < block.ways.count; at++)
      ways.push({
        id: block.ways.ids[at]!,
        refs: Array.from(block.ways.refs.subarray(block.ways.refStarts[at], block.ways.refStarts[at + 1])),
        tags: tagsOf(block.ways, at, strings) as Record<string, string>,
      });
    const { relations: found } = block;
    for (let at = 0; at < found.count; at++) {
      const members: PbfRelation['members'] = [];
      for (let member = found.memberStarts[at]!; member < found.memberStarts[at + 1]!; member++)
        members.push({ type: found.memberTypes[member]!, id: found.memberIds[member]!, role: strings[found.memberRoles[member]!]! });
      relations.push({ id: found.ids[at]!, members, tags: tagsOf(found, at, strings) as Record<string, string> });
    }
  }
  return { nodes, ways, relations };
}

function* parts<T>(list: readonly T[]): Generator<T[], void, void> {
  for (let from = 0; from < list.length; from += perBlob) yield list.slice(from, from + perBlob);
}

const [source, target, copies] = process.argv.slice(2);
await writeLargeExtract(source!, target!, Number(copies));
