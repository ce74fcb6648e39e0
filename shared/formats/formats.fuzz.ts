import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync, inflateSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { parseCrs } from '../geo/crs.ts';
import { damage, type FuzzTarget, type Random } from '../testing/fuzz.ts';
import { pbfFile } from '../testing/write-osm-pbf.ts';
import type { ByteSource, FileSource, TableFormat } from './format.ts';
import { gunzipped } from './gunzip.ts';
import { tableFormats } from './index.ts';
import { suggestImportKind, suggestMapping } from './mapping.ts';
import { osmToIntake } from './osm/osm-to-intake.ts';
import { tableToIntake } from './table-to-intake.ts';
import { tallyIssues } from './tally-issues.ts';

const csvFormat = tableFormats.find(({ id }) => id === 'csv')!;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const table = encode(
  `编号,名称,地址,类别,等级,评级日期,面积,经度,纬度\n${Array.from({ length: 60 }, (_, row) => `P${row},"红山""${row}""饭店","新华街\n${row}号",餐馆,建好,2026-03-0${1 + (row % 9)},12${row}㎡,118.9${row},42.2${row}`).join('\n')}\n`,
);
const smallTable = table.slice(0, 1000);
const features = encode(
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: 40 }, (_, row) => ({
      type: 'Feature',
      id: row,
      properties: { name: `店 "${row}" \\ {`, 类别: '超市', nested: { a: [row] }, none: null },
      geometry:
        row % 3 === 0
          ? {
              type: 'Polygon',
              coordinates: [
                [
                  [118, 42],
                  [118.1, 42],
                  [118.1, 42.1],
                  [118, 42],
                ],
              ],
            }
          : row % 3 === 1
            ? { type: 'Point', coordinates: [118.9, 42.2] }
            : {
                type: 'LineString',
                coordinates: [
                  [118, 42],
                  [118.1, 42.1],
                ],
              },
    })),
  }),
);
const extract = {
  nodes: Array.from({ length: 60 }, (_, id) => ({
    id: id * 1000 + 1,
    lon: 1_189_000_000 + id * 1000,
    lat: 422_000_000 + (id % 7) * 1000,
    tags: id % 5 === 0 ? { shop: 'yes', name: `店${id}` } : ({} as Record<string, string>),
  })),
  ways: Array.from({ length: 20 }, (_, id) => ({
    id: id + 1,
    refs: [0, 7, 14, 21, 0].map((step) => ((id + step) % 60) * 1000 + 1),
    tags: { highway: 'residential', name: `路${id}`, ...(id % 2 === 0 ? { building: 'yes' } : { natural: 'water' }) } as Record<
      string,
      string
    >,
  })),
  relations: Array.from({ length: 6 }, (_, id) => ({
    id: id + 1,
    members: [1, 2, 3].map((way) => ({ type: 1, id: way + id, role: way === 1 ? 'from' : way === 2 ? 'to' : 'via' })),
    tags: (id % 2 === 0 ? { type: 'multipolygon', natural: 'water' } : { type: 'restriction', restriction: 'no_left_turn' }) as Record<
      string,
      string
    >,
  })),
};

const readExtract = async (source: ByteSource, random: Random): Promise<boolean> => {
  const clip = random() < 0.3 ? ([118.9, 42.2, 118.901, 42.201] as [number, number, number, number]) : null;
  const inflate = (bytes: Uint8Array, size: number): Uint8Array => inflateSync(bytes, { maxOutputLength: Math.max(1, size) });
  const reading = osmToIntake(source, { inflate, clip, tally: tallyIssues() });
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return next.value === null;
  }
};

const [west, north] = [118.9, 42.2];
const markup = encode(
  `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>夹</name>${Array.from(
    { length: 12 },
    (_, row) =>
      `<Placemark><name>店${row}</name><description><![CDATA[<b>${row}</b>]]></description><ExtendedData><Data name="类别"><value>超市&amp;</value></Data></ExtendedData>${
        [
          `<Point><coordinates>${west},${north},0</coordinates></Point>`,
          `<MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>118,42 118.1,42 118.1,42.1 118,42</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>`,
          `<gx:Track><when>2026-03-05T08:00:00Z</when><when>2026-03-05T08:01:00Z</when><gx:coord>118 42 0</gx:coord><gx:coord>118.1 42.1 0</gx:coord></gx:Track>`,
        ][row % 3]
      }</Placemark>`,
  ).join('')}</Folder></Document></kml>`,
);
const track = encode(
  `<?xml version="1.0"?><gpx version="1.1"><wpt lat="42.2" lon="118.9"><name>点</name><extensions><a:b>1</a:b></extensions></wpt><trk><name>巡</name>${Array.from(
    { length: 3 },
    () =>
      `<trkseg>${Array.from({ length: 8 }, (_, point) => `<trkpt lat="42.${point}" lon="118.9"><ele>3</ele><time>2026-03-05T08:0${point}:00Z</time></trkpt>`).join('')}</trkseg>`,
  ).join('')}</trk><rte><rtept lat="1" lon="2"/><rtept lat="2" lon="2"/></rte></gpx>`,
);
const book: Record<string, Uint8Array> = unzipSync(readFileSync(new URL('./fixtures/premises-book.xlsx', import.meta.url)));
const shapes: Record<string, Uint8Array> = unzipSync(readFileSync(new URL('./fixtures/zones.shp.zip', import.meta.url)));

/** An archive with one member damaged, or damaged itself. */
const damagedArchive =
  (members: Record<string, Uint8Array>) =>
  (random: Random): Uint8Array => {
    if (random() < 0.3) return damage(zipSync(members, { level: 1 }), random);
    const names = Object.keys(members);
    const name = names[Math.floor(random() * names.length)]!;
    return zipSync({ ...members, [name]: damage(members[name]!, random) }, { level: 0 });
  };
const damaged =
  (...samples: Uint8Array[]) =>
  (random: Random): Uint8Array =>
    damage(samples[Math.floor(random() * samples.length)]!, random);
const tableOf =
  (id: string) =>
  (source: FileSource, random: Random): Promise<boolean> =>
    readAsTable(tableFormats.find((format) => format.id === id)!, source, random);

/** Every reader of this room. */
export const formatTargets: readonly FuzzTarget[] = [
  { name: 'csv', make: damaged(table), read: tableOf('csv') },
  { name: 'geojson', make: damaged(features), read: tableOf('geojson') },
  { name: 'osm', make: damaged(pbfFile(extract), pbfFile(extract, deflateSync)), read: readExtract },
  {
    name: 'gzip',
    make: (random) => (random() < 0.4 ? damage(gzipSync(smallTable), random) : gzipSync(damage(smallTable, random))),
    read: (source, random) =>
      readAsTable({ ...csvFormat, open: (file, options) => csvFormat.open(gunzipped(file), options) }, source, random),
  },
  { name: 'xlsx', make: damagedArchive(book), read: tableOf('xlsx') },
  { name: 'shapefile', make: damagedArchive(shapes), read: tableOf('shapefile') },
  { name: 'kml', make: damaged(markup), read: tableOf('kml') },
  { name: 'kmz', make: damagedArchive({ 'doc.kml': markup, 'a/b.kml': markup }), read: tableOf('kmz') },
  { name: 'gpx', make: damaged(track), read: tableOf('gpx') },
];

/** Opens a file of a format and brings its rows into rows for the record, with options at random. */
export async function readAsTable(format: TableFormat, source: FileSource, random: Random): Promise<boolean> {
  const encodings = [undefined, undefined, undefined, 'gb18030', 'utf-16le'];
  const encoding = encodings[Math.floor(random() * encodings.length)];
  const opened = await format.open(source, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(random() < 0.2 ? { headerRow: Math.floor(random() * 6) } : {}),
  });
  const systems = ['wgs84', 'gcj02', 'bd09', 'EPSG:4548'];
  const crs = parseCrs(systems[Math.floor(random() * systems.length)]!);
  if (!opened.ok || !crs.ok) return false;
  const { head, rows } = opened.value;
  const first = await rows(() => {}).next();
  const sample = first.done === true ? [] : first.value.map((row) => row.values);
  const kinds = ['premises', 'hazards', 'stations', 'facilities', 'zones', 'roads'] as const;
  const kind = random() < 0.3 ? suggestImportKind(head.columns, sample) : kinds[Math.floor(random() * kinds.length)]!;
  const { mapping } = suggestMapping(kind, head.columns, sample);
  const tally = tallyIssues();
  const reading = tableToIntake(rows(tally.reportUnreadRow), { kind, mapping, crs: crs.value, file: source.name, tally });
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return next.value === null;
  }
}
