import { expect, it } from 'vitest';
import { KM, kilometreAMinute, streetInputs } from '../../../testing/a-street.ts';
import { texts } from '../../../text/index.ts';
import { type ResponseAnswer, type ResponseTaskId, responseTasks } from '../tasks.ts';
import { type Say, toFeatures, toTable, writeResult } from './index.ts';
import { degrees } from './result-parts.ts';

const at = (kilometers: number) => ({ lon: kilometers * KM, lat: 0 });
const travel = { profileChanges: kilometreAMinute };
const requests: { [Id in ResponseTaskId]: object } = {
  coverage: travel,
  route: { ...travel, from: at(0), to: at(3) },
  nearest: { ...travel, to: { premisesFid: 12 } },
  matrix: travel,
  reach: travel,
  sites: { ...travel, candidates: [at(3), at(6)] },
  bivariate: { ...travel, cellMeters: 1000 },
  tour: {
    ...travel,
    profile: 'fireEngine',
    start: at(0),
    points: [
      { at: at(2), label: '学校' },
      { at: at(3), closes: '09:00' },
    ],
    lines: [{ positions: [Object.values(at(4)), Object.values(at(5))], label: '河堤' }],
  },
  compliance: {
    track: { lon: [0, KM], lat: [0, 0], time: [0, 60] },
    points: [{ at: at(0.5), label: '学校' }],
    lines: [{ positions: [Object.values(at(0)), Object.values(at(1))] }],
  },
  network: {},
  hotspots: { cellMeters: 5000 },
  emerging: { cellMeters: 5000, period: { from: '2024-01-01', to: null } },
  bias: {},
  cluster: { of: 'hazards', minPoints: 1 },
};
const ids = Object.keys(requests) as ResponseTaskId[];

async function answerTo<Id extends ResponseTaskId>(id: Id): Promise<ResponseAnswer<Id>> {
  const { parameters, run } = responseTasks[id];
  const result = await run(parameters.parse(requests[id]) as never, streetInputs());
  if (!result.ok) throw new Error(result.failure.code);
  return result.value as ResponseAnswer<Id>;
}

/** As i18next says keys; a key without words is a mistake. */
const sayIn =
  (language: keyof typeof texts): Say =>
  (key) => {
    const words = key.split('.').reduce<unknown>((section, part) => (section as Record<string, unknown>)?.[part], texts[language]);
    if (typeof words !== 'string') throw new Error(`no words for ${key}`);
    return words;
  };
const fileOf = async (format: 'csv' | 'geojson' | 'json', id: ResponseTaskId, language: keyof typeof texts = 'zh-CN') =>
  [...writeResult(format, id, await answerTo(id), sayIn(language))].join('');

it.each(ids)('%s: features, rows and files in both languages', async (id) => {
  const answer = await answerTo(id);
  const features = [...toFeatures(id, answer)];
  expect(features.length).toBeGreaterThan(0);
  for (const { geometry, properties } of features) {
    expect(properties).toHaveProperty('kind');
    expect(JSON.stringify(geometry)).not.toContain('null');
  }
  const { columns, rows: listed } = toTable(id, answer);
  const rows = [...listed];
  expect(rows).toHaveLength(listed.length);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  for (const language of ['zh-CN', 'en'] as const) {
    const lines = (await fileOf('csv', id, language)).trimEnd().split('\r\n');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines[0]!.startsWith('\ufeff')).toBe(true);
  }
  const collection = JSON.parse(await fileOf('geojson', id));
  expect(collection).toMatchObject({ type: 'FeatureCollection', analysis: { task: id, rev: 7 } });
  const toCentimetre = (_key: string, value: unknown) => (typeof value === 'number' ? degrees(value) : value);
  const told = features.map((one) => ({ ...one, geometry: JSON.parse(JSON.stringify(one.geometry, toCentimetre)) }));
  expect(collection.features).toEqual(JSON.parse(JSON.stringify(told)));
  const json = JSON.parse(await fileOf('json', id));
  expect(json).toMatchObject({ task: id, rev: 7, parameters: {} });
  for (const { explanation } of [json, collection.analysis]) {
    expect(explanation === undefined).toBe(!('explanation' in answer));
    for (const sentence of Object.values(explanation ?? {}).flat()) expect(sentence).toMatch(/\p{Script=Han}/u);
  }
});

it('says codes in words and carries revision, time and parameters', async () => {
  const csv = await fileOf('csv', 'nearest');
  const [head, first] = csv.split('\r\n');
  expect(head).toBe('\ufeff名次,名称,类型,经度,纬度,长度（米）,秒数,含出动秒数,数据版本,计算时间,参数');
  expect(first).toMatch(/^1,红山消防站,消防站,0,0\.0001,250\d(\.\d)?,15\d(\.\d)?,21\d(\.\d)?,7,\d{4}-\d\d-\d\dT.*speedKmh/);
});

it('names premises where they are known', async () => {
  const answer = await answerTo('coverage');
  const names = { premises: (fid: number) => (fid === 12 ? '北街网吧' : null) };
  expect(Array.from(toTable('coverage', answer, names).rows, ([, name]) => name)).toEqual([null, '北街网吧', null, null, null]);
  const premises = [...toFeatures('coverage', answer, names)].filter(({ properties }) => properties?.kind === 'premises');
  expect(premises[1]!.properties).toMatchObject({ name: '北街网吧', first: '红山消防站', tier: '3 分钟', depth: 1 });
});

it('tells the percentile of every zone, with its shape and beside its premises', async () => {
  const answer = await answerTo('coverage');
  const zones = [...toFeatures('coverage', answer)].filter(({ properties }) => properties?.kind === 'zone');
  expect(zones.map(({ properties }) => properties)).toMatchObject([
    { name: '西片区', premises: 3, premisesReached: 3, percentile: 90, percentileSeconds: 234 },
    { name: '空片区', premises: 0, percentileSeconds: null },
  ]);
  expect(zones[0]!.geometry.type).toBe('MultiPolygon');
  const { columns, rows } = toTable('coverage', answer);
  const [zone, seconds] = ['zone', 'zonePercentileSeconds'].map((key) => columns.findIndex((column) => column.key === key));
  expect(Array.from(rows, (row) => [row[zone!], row[seconds!]]).slice(0, 2)).toEqual([
    ['西片区', 234],
    ['西片区', 234],
  ]);
});

it('JSON of cells tells those that take part, in columns of as many values, by step where there are steps', async () => {
  const answer = await answerTo('emerging');
  const inside = answer.inside.reduce((sum, one) => sum + one, 0);
  expect(inside).toBeLessThan(answer.inside.length);
  const written = JSON.parse(await fileOf('json', 'emerging'));
  expect(written).not.toHaveProperty('inside');
  expect(written.grid).not.toHaveProperty('inside');
  for (const column of ['cells', 'lon', 'lat', 'codes', 'trendZ', 'trendP']) expect(written[column]).toHaveLength(inside);
  for (const column of ['classes', 'z', 'cube']) expect(written[column]).toHaveLength(inside * answer.steps);
  const sum = (values: Iterable<number>) => [...values].reduce((total, one) => total + one, 0);
  expect(sum(written.cube)).toBe(sum(answer.cube));
  const step = answer.steps - 1;
  for (const [place, cell] of (written.cells as number[]).entries()) {
    expect(answer.inside[cell]).toBe(1);
    expect(written.codes[place]).toBe(answer.codes[cell]);
    const [told, was] = [written.z[step * inside + place], answer.z[step * answer.inside.length + cell]!];
    expect(told).toBe(Number.isFinite(was) ? was : null);
  }
  const hotspots = JSON.parse(await fileOf('json', 'hotspots'));
  expect(hotspots.values).toHaveLength(hotspots.cells.length);
});
