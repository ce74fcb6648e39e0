import type { RoadColumns } from '../network/index.ts';

/** Parts of one road table, in their order, as one. Texts are numbered anew; restrictions are those of all parts. */
export function joinRoadColumns(parts: readonly RoadColumns[]): RoadColumns {
  const names = joinTexts(parts.map((part) => part.names));
  const accessValues = joinTexts(parts.map((part) => part.accessValues));
  const kinds = joinTexts(parts.map((part) => part.barriers.kinds));
  const firstVertex: number[] = [];
  let vertices = 0;
  for (const part of parts) {
    firstVertex.push(vertices);
    vertices += part.lon.length;
  }
  const lineStart = new Uint32Array(parts.reduce((sum, part) => sum + part.count, 0) + 1);
  let row = 0;
  parts.forEach((part, index) => {
    for (let line = 1; line <= part.count; line++) {
      row += 1;
      lineStart[row] = firstVertex[index]! + part.lineStart[line]!;
    }
  });
  const join = <T extends Numbers>(make: new (length: number) => T, of: (part: RoadColumns, index: number) => T): T => {
    const pieces = parts.map(of);
    const whole = new make(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  };
  return {
    count: row,
    lineStart,
    lon: join<Float64Array<ArrayBuffer>>(Float64Array, (part) => part.lon),
    lat: join<Float64Array<ArrayBuffer>>(Float64Array, (part) => part.lat),
    nodeIds: join<Float64Array<ArrayBuffer>>(Float64Array, (part) => part.nodeIds),
    roadClass: join<Uint8Array<ArrayBuffer>>(Uint8Array, (part) => part.roadClass),
    oneway: join<Int8Array<ArrayBuffer>>(Int8Array, (part) => part.oneway),
    maxspeedKmh: join<Float32Array<ArrayBuffer>>(Float32Array, (part) => part.maxspeedKmh),
    access: join<Uint16Array<ArrayBuffer>>(Uint16Array, (part, index) => part.access.map((value) => accessValues.places[index]![value]!)),
    level: join<Int8Array<ArrayBuffer>>(Int8Array, (part) => part.level),
    structure: join<Uint8Array<ArrayBuffer>>(Uint8Array, (part) => part.structure),
    wayId: join<Float64Array<ArrayBuffer>>(Float64Array, (part) => part.wayId),
    name: join<Uint32Array<ArrayBuffer>>(Uint32Array, (part, index) => part.name.map((value) => names.places[index]![value]!)),
    names: names.texts,
    accessValues: accessValues.texts,
    barriers: {
      vertex: join<Uint32Array<ArrayBuffer>>(Uint32Array, (part, index) =>
        part.barriers.vertex.map((vertex) => firstVertex[index]! + vertex),
      ),
      kind: join<Uint16Array<ArrayBuffer>>(Uint16Array, (part, index) => part.barriers.kind.map((value) => kinds.places[index]![value]!)),
      access: join<Uint16Array<ArrayBuffer>>(Uint16Array, (part, index) =>
        part.barriers.access.map((value) => accessValues.places[index]![value]!),
      ),
      kinds: kinds.texts,
    },
    restrictions: parts.flatMap((part) => part.restrictions),
  };
}

type Numbers =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** All texts once, and for every part where its texts went. Each part's first text is the empty string. */
function joinTexts(lists: readonly (readonly string[])[]): { texts: string[]; places: number[][] } {
  const places = new Map([['', 0]]);
  const indexed = lists.map((list) =>
    list.map((text) => {
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    }),
  );
  return { texts: [...places.keys()], places: indexed };
}
