import { PbfWriter } from 'pbf';

/** zlib-deflates a blob; null writes it raw. */
export type Deflate = ((bytes: Uint8Array) => Uint8Array) | null;

export interface PbfNode {
  id: number;
  /** In 1e-7 degrees. */
  lon: number;
  lat: number;
  tags: Record<string, string>;
}
export interface PbfWay {
  id: number;
  refs: number[];
  tags: Record<string, string>;
}
export interface PbfRelation {
  id: number;
  members: { type: number; id: number; role: string }[];
  tags: Record<string, string>;
}

/** Strings of one block, numbered from 1; 0 is the empty string that ends dense tags. */
interface StringTable {
  numberOf(text: string): number;
  write(pbf: PbfWriter): void;
}

function createStringTable(): StringTable {
  const numbers = new Map<string, number>();
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size + 1);
      return numbers.size;
    },
    write(pbf) {
      const encoder = new TextEncoder();
      pbf.writeMessage(
        1,
        (strings, table) => {
          table.writeBytesField(1, new Uint8Array(0));
          for (const text of strings) table.writeBytesField(1, encoder.encode(text));
        },
        [...numbers.keys()],
      );
    },
  };
}

/** The file header every extract begins with, framed. */
export function headerBlob(deflate: Deflate = null): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, 'DenseNodes');
  return framed('OSMHeader', pbf.finish(), deflate);
}

export function nodesBlob(nodes: readonly PbfNode[], deflate: Deflate = null): Uint8Array {
  return block(deflate, (strings, group) => {
    group.writeMessage(
      2,
      (list, dense) => {
        dense.writePackedSVarint(1, deltas(list.map((node) => node.id)));
        dense.writePackedSVarint(8, deltas(list.map((node) => node.lat)));
        dense.writePackedSVarint(9, deltas(list.map((node) => node.lon)));
        const tags = list.flatMap((node) => [
          ...Object.entries(node.tags).flatMap(([key, value]) => [strings.numberOf(key), strings.numberOf(value)]),
          0,
        ]);
        dense.writePackedVarint(10, tags);
      },
      nodes,
    );
  });
}

export function waysBlob(ways: readonly PbfWay[], deflate: Deflate = null): Uint8Array {
  return block(deflate, (strings, group) => {
    for (const way of ways)
      group.writeMessage(
        3,
        ({ id, refs, tags }, pbf) => {
          pbf.writeVarintField(1, id);
          writeTags(pbf, tags, strings);
          pbf.writePackedSVarint(8, deltas(refs));
        },
        way,
      );
  });
}

export function relationsBlob(relations: readonly PbfRelation[], deflate: Deflate = null): Uint8Array {
  return block(deflate, (strings, group) => {
    for (const relation of relations)
      group.writeMessage(
        4,
        ({ id, members, tags }, pbf) => {
          pbf.writeVarintField(1, id);
          writeTags(pbf, tags, strings);
          pbf.writePackedVarint(
            8,
            members.map((member) => strings.numberOf(member.role)),
          );
          pbf.writePackedSVarint(9, deltas(members.map((member) => member.id)));
          pbf.writePackedVarint(
            10,
            members.map((member) => member.type),
          );
        },
        relation,
      );
  });
}

function writeTags(pbf: PbfWriter, tags: Record<string, string>, strings: StringTable): void {
  pbf.writePackedVarint(
    2,
    Object.keys(tags).map((key) => strings.numberOf(key)),
  );
  pbf.writePackedVarint(
    3,
    Object.values(tags).map((value) => strings.numberOf(value)),
  );
}

function block(deflate: Deflate, write: (strings: StringTable, group: PbfWriter) => void): Uint8Array {
  const strings = createStringTable();
  const group = new PbfWriter();
  write(strings, group);
  const pbf = new PbfWriter();
  strings.write(pbf);
  pbf.writeBytesField(2, group.finish());
  return framed('OSMData', pbf.finish(), deflate);
}

/** A blob behind its header and the header's length (https://wiki.openstreetmap.org/wiki/PBF_Format). */
function framed(type: string, contents: Uint8Array, deflate: Deflate): Uint8Array {
  const blob = new PbfWriter();
  if (deflate === null) blob.writeBytesField(1, contents);
  else {
    blob.writeVarintField(2, contents.length);
    blob.writeBytesField(3, deflate(contents));
  }
  const blobBytes = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, blobBytes.length);
  const headerBytes = header.finish();
  const bytes = new Uint8Array(4 + headerBytes.length + blobBytes.length);
  new DataView(bytes.buffer).setUint32(0, headerBytes.length);
  bytes.set(headerBytes, 4);
  bytes.set(blobBytes, 4 + headerBytes.length);
  return bytes;
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, index) => value - (index === 0 ? 0 : values[index - 1]!));
}

/** A whole file: its header, then nodes, ways and relations. */
export function pbfFile(
  { nodes = [], ways = [], relations = [] }: { nodes?: PbfNode[]; ways?: PbfWay[]; relations?: PbfRelation[] },
  deflate: Deflate = null,
): Uint8Array {
  const blobs = [headerBlob(deflate), nodesBlob(nodes, deflate), waysBlob(ways, deflate), relationsBlob(relations, deflate)];
  const bytes = new Uint8Array(blobs.reduce((total, blob) => total + blob.length, 0));
  let filled = 0;
  for (const blob of blobs) {
    bytes.set(blob, filled);
    filled += blob.length;
  }
  return bytes;
}
