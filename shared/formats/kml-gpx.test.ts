import { describe, expect, test } from 'vitest';
import { bytesAsSource, textAsSource } from '../testing/byte-source.ts';
import { encodeText } from '../testing/encode-text.ts';
import { readTable } from '../testing/read-table.ts';
import { writeZip } from '../testing/write-zip.ts';
import type { FileSource } from './format.ts';
import { tableFormats } from './index.ts';

const [kml, kmz, gpx] = ['kml', 'kmz', 'gpx'].map((id) => tableFormats.find((format) => format.id === id)!) as [
  (typeof tableFormats)[0],
  (typeof tableFormats)[0],
  (typeof tableFormats)[0],
];
const placemarks = (content: string): FileSource => textAsSource(`<kml><Document>${content}</Document></kml>`, 'a.kml', 7);
const placemark = (content: string): FileSource => placemarks(`<Placemark>${content}</Placemark>`);
const failureOf = async (format: typeof kml, source: FileSource): Promise<string | null> => {
  const opened = await format.open(source, {});
  if (!opened.ok) return opened.failure.code;
  return (await readTable(format, source)).failure?.code ?? null;
};

describe('KML', () => {
  test('names, folders, extended data, HTML and entities', async () => {
    const { head, rows } = await readTable(
      kml,
      placemarks(
        `<Folder><name>东区</name><Folder><name>一</name><Placemark><name>店&#x26;</name><description><![CDATA[<b>甲</b>]]></description>
         <ExtendedData><Data name="类别"><value>超市</value></Data><Data name="__proto__"><value>x</value></Data></ExtendedData>
         <TimeStamp><when>2026-03-05</when></TimeStamp><Point><coordinates> 118.9, 42.2, 0 </coordinates></Point></Placemark></Folder></Folder>
         <Placemark><name>无图形&nbsp;</name></Placemark>`,
      ),
    );
    expect(head).toMatchObject({ crs: 'wgs84', columns: ['folder', 'name', 'description', '类别', 'time'] });
    expect(rows).toEqual([
      {
        row: 1,
        values: { folder: '东区/一', name: '店&', description: '<b>甲</b>', 类别: '超市', time: '2026-03-05' },
        geometry: { type: 'Point', coordinates: [118.9, 42.2] },
      },
      { row: 2, values: { name: '无图形&nbsp;' }, geometry: null },
    ]);
  });
  test('mixed shapes keep the largest and say so; open rings are closed; tracks keep their times', async () => {
    const ring = '<LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing>';
    const mixed = await readTable(
      kml,
      placemark(
        `<MultiGeometry><Point><coordinates>1,1</coordinates></Point><Polygon><outerBoundaryIs>${ring}</outerBoundaryIs></Polygon></MultiGeometry>`,
      ),
    );
    expect(mixed.rows[0]?.geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    });
    expect(mixed.issues).toMatchObject([{ code: 'geometryMixed', value: 'Polygon' }]);
    const track = await readTable(
      kml,
      placemark(
        '<gx:Track><when>2026-03-05T08:00:00Z</when><when>2026-03-05T08:01:00Z</when><gx:coord>1 2 3</gx:coord><gx:coord>1 3 3</gx:coord></gx:Track>',
      ),
    );
    expect(track.rows[0]).toMatchObject({
      geometry: {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [1, 3],
        ],
      },
      times: [Date.UTC(2026, 2, 5, 8), Date.UTC(2026, 2, 5, 8, 1)],
      values: { begin: '2026-03-05T08:00:00Z', end: '2026-03-05T08:01:00Z' },
    });
  });
  test('other encodings, declared or not', async () => {
    const text = '<Placemark><name>红山饭店</name></Placemark></kml>';
    const declared = encodeText(`<?xml version="1.0" encoding="GBK"?><kml>${text}`, 'gb18030');
    const wrong = encodeText(`<?xml version="1.0" encoding="UTF-8"?><kml>${text}`, 'gb18030');
    expect((await readTable(kml, bytesAsSource(declared, 'a.kml'))).rows[0]?.values.name).toBe('红山饭店');
    const guessed = await readTable(kml, bytesAsSource(wrong, 'a.kml'));
    expect(guessed.rows[0]?.values.name).toBe('红山饭店');
    expect(guessed.issues).toMatchObject([{ code: 'encodingUncertain' }]);
  });
  test('hostile and broken files are refused by name, in time', { timeout: 20_000 }, async () => {
    const lol = `<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><kml><name>&b;</name></kml>`;
    const before = performance.now();
    expect(await failureOf(kml, textAsSource(lol))).toBe('xmlDoctype');
    expect(await failureOf(kml, textAsSource('<!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>'))).toBe('xmlDoctype');
    expect(await failureOf(kml, textAsSource(`<kml>${'<Folder>'.repeat(1000)}`))).toBe('nestingTooDeep');
    expect(await failureOf(kml, textAsSource('<kml><Placemark>'))).toBe('fileMalformed');
    expect(await failureOf(kmz, bytesAsSource(writeZip({ 'a.txt': 'a' })))).toBe('noTableInside');
    expect(performance.now() - before).toBeLessThan(1000);
    const line = (count: number): string =>
      `<LineString><coordinates>${Array.from({ length: count }, (_, index) => `${index / 1e6},1`).join(' ')}</coordinates></LineString>`;
    const { rows, issues } = await readTable(
      kml,
      bytesAsSource(
        new TextEncoder().encode(
          `<kml>${[line(200_001), '<Point><coordinates>NaN,1</coordinates></Point>', '<Point><coordinates>1,Infinity</coordinates></Point>', line(2)].map((shape) => `<Placemark>${shape}</Placemark>`).join('')}</kml>`,
        ),
      ),
    );
    expect(issues.map(({ code }) => code)).toEqual(['tooManyVertices', 'coordinateNotFinite', 'coordinateNotFinite']);
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });
});

test('GPX: layers, segments, times of every point, and points without', async () => {
  const point = (lat: number, time: string): string => `<trkpt lat="${lat}" lon="118.9"><time>${time}</time></trkpt>`;
  const file = textAsSource(
    `<?xml version="1.0"?><gpx><metadata><name>机</name></metadata><wpt lat="42" lon="118"><name>栓</name></wpt>
     <trk><name>巡逻</name><trkseg>${point(1, '2026-03-05T08:00:00+08:00')}${point(2, '2026-03-05T08:01:00+08:00')}</trkseg>
     <trkseg>${point(9, '2026-03-05T08:02:00Z')}</trkseg><trkseg>${point(3, '2026-03-05T08:03:00Z')}${point(4, '2026-03-05T08:04:00Z')}</trkseg></trk>
     <trk><name>无时</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="2" lon="2"/></trkseg></trk></gpx>`,
    'a.gpx',
    11,
  );
  const waypoints = await readTable(gpx, file);
  expect(waypoints.head.sheets.map(({ name, rows }) => [name, rows])).toEqual([
    ['waypoints', 1],
    ['tracks', 2],
  ]);
  expect(waypoints.rows).toEqual([{ row: 1, values: { name: '栓' }, geometry: { type: 'Point', coordinates: [118, 42] } }]);
  const { rows } = await readTable(gpx, file, { sheet: 'tracks' });
  const at = (hour: number, minute: number): number => Date.UTC(2026, 2, 5, hour, minute);
  expect(rows[0]).toMatchObject({
    values: { name: '巡逻', points: '4', begin: '2026-03-05T00:00:00Z', end: '2026-03-05T08:04:00Z' },
    geometry: {
      type: 'MultiLineString',
      coordinates: [
        [
          [118.9, 1],
          [118.9, 2],
        ],
        [
          [118.9, 3],
          [118.9, 4],
        ],
      ],
    },
    times: [at(0, 0), at(0, 1), at(8, 3), at(8, 4)],
  });
  expect(rows[1]).toMatchObject({ values: { name: '无时', points: '2' } });
  expect(rows[1]).not.toHaveProperty('times');
});
