import type { GroundShapes } from '../../shared/geo/crs-doctor/ground-index.ts';
import { collectShapes } from '../../shared/geo/crs-doctor/shape-columns.ts';
import { decodeGeoPackageGeometry, type Envelope } from '../../shared/geo/wkb.ts';
import { type Connection, openReader } from '../record/connection.ts';
import type { SqliteDriver } from '../record/sqlite.ts';

/** More ground than this is not needed to tell systems apart; the box shrinks about its middle until it holds no more. */
const mostShapes = 60_000;

/** The ground of a workspace within boxes (degrees, WGS84): buildings, roads and water there, and every district and zone. */
export function readGround(path: string, driver: SqliteDriver | undefined, boxes: readonly Envelope[]): GroundShapes {
  const connection = openReader(path, driver);
  try {
    const within = boxes.map((box) => shrinkToFit(connection, box));
    const shapes = (table: string, condition = '') =>
      collectShapes(decoded(within.flatMap((box) => blobsIn(connection, table, box, condition))));
    return {
      buildings: shapes('building'),
      roads: shapes('road'),
      water: shapes('land', "AND t.kind = 'water'"),
      districts: collectShapes(
        decoded(['admin_area', 'zone'].flatMap((table) => connection.allValues(`SELECT geom FROM ${table} WHERE geom IS NOT NULL`).flat())),
      ),
    };
  } finally {
    connection.close();
  }
}

const inBox = 'maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?';
const sides = ([west, south, east, north]: Envelope): number[] => [west, east, south, north];

function blobsIn(connection: Connection, table: string, box: Envelope, condition: string): unknown[] {
  return connection
    .allValues(`SELECT t.geom FROM rtree_${table}_geom r JOIN ${table} t ON t.fid = r.id WHERE ${inBox} ${condition}`, ...sides(box))
    .flat();
}

function* decoded(blobs: readonly unknown[]) {
  for (const blob of blobs) if (blob instanceof Uint8Array) yield decodeGeoPackageGeometry(blob).geometry;
}

function shrinkToFit(connection: Connection, box: Envelope): Envelope {
  const count = (table: string): number =>
    Number(
      connection.getValues(
        `SELECT count(*) FROM (SELECT 1 FROM rtree_${table}_geom WHERE ${inBox} LIMIT ?)`,
        ...sides(box),
        mostShapes + 1,
      )?.[0] ?? 0,
    );
  if (count('building') <= mostShapes && count('road') <= mostShapes) return box;
  const [west, south, east, north] = box;
  const [insetX, insetY] = [(east - west) / 6, (north - south) / 6];
  return shrinkToFit(connection, [west + insetX, south + insetY, east - insetX, north - insetY]);
}
