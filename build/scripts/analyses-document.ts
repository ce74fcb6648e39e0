import { z } from 'zod';
import { sheetParameters } from '../../electron/command-line/sheet-parameters.ts';
import { type ResponseTaskId, responseTaskIds, responseTasks, travelParameters } from '../../shared/analyses/response/index.ts';
import { texts } from '../../shared/text/index.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Shortest parameters with which each analysis runs on the sample district. */
const examples: { [Id in ResponseTaskId]: z.input<(typeof responseTasks)[Id]['parameters']> } = {
  coverage: { hour: 8, ghostStations: [{ name: '拟建站', lon: 114.35, lat: 30.51 }] },
  route: { from: { premisesFid: 1 }, to: { lon: 114.35, lat: 30.51 } },
  nearest: { to: { premisesFid: 1 }, k: 5 },
  matrix: { to: [{ premisesFid: 1 }, { premisesFid: 2 }] },
  reach: { minutes: [3, 5], clockStart: 'dispatch' },
  sites: { candidates: [{ premisesFid: 1 }, { premisesFid: 2 }], choose: 1, method: 'cover' },
  bivariate: { units: 'zones' },
  tour: { start: { premisesFid: 1 }, points: [{ at: { premisesFid: 2 }, stayMinutes: 10, closes: '10:30' }] },
  compliance: {
    track: { lon: [114.35, 114.351], lat: [30.51, 30.51], time: [1_760_000_000, 1_760_000_060] },
    points: [{ at: { premisesFid: 1 } }],
  },
  network: { farMeters: 50 },
  hotspots: { measure: 'hazards', cellMeters: 300, alpha: 0.05, period: { from: '2026-01-01' } },
  emerging: { unit: 'quarter', cellMeters: 500 },
  bias: { units: 'zones' },
  cluster: { of: 'hazards', radiusMeters: 100 },
};

/** A sheet of risk and response in the morning rush for the premises of high risk. */
export const sheetExample: z.input<typeof sheetParameters> = {
  coverage: { hour: 8 },
  bivariate: { units: 'cells', cellMeters: 300 },
  filters: { grades: ['gradeSecure'] },
};

/** docs/analyses.md: every analysis with its parameters, as the schemas say them. */
export function analysesDocument(): string {
  const travel = Object.keys(travelParameters.shape);
  const travelShape: Readonly<Record<string, unknown>> = travelParameters.shape;
  const sections = responseTaskIds.map((id) => {
    const [zh, en] = [texts['zh-CN'].analyses, texts.en.analyses];
    const { parameters } = responseTasks[id];
    // A parameter of travel with a default of its own is told again.
    const own = Object.keys(parameters.shape).filter(
      (name) => (parameters.shape as Readonly<Record<string, unknown>>)[name] !== travelShape[name],
    );
    const travels = travel.every((name) => name in parameters.shape);
    return [
      `## ${id}`,
      `**${zh.taskName[id]}**：${zh.taskWhat[id]}`,
      `**${en.taskName[id]}**: ${en.taskWhat[id]}`,
      ...(travels ? ['以及[通行参数](#通行参数--travel-parameters) · with the [travel parameters](#通行参数--travel-parameters).'] : []),
      own.length > 0 ? tableOf(parameters, own) : '',
      `\`\`\`json\n${JSON.stringify(examples[id], null, 2)}\n\`\`\``,
    ].filter((part) => part !== '');
  });
  return `${[
    '# 分析 · Analyses',
    '由参数定义生成，不要手工修改：`node build/scripts/write-analyses-document.ts`。 · Generated from the definitions of the parameters; do not edit.',
    '```\nnpm start -- --headless --workspace 工作区.gpkg --run coverage --params P.json --out O.geojson --quit\n```',
    '`--run` 可写多次，每次后跟自己的 `--params`（省略则全用默认值）和 `--out`。结果格式由文件名决定：`.geojson` 为 WGS84 要素，每个要素的 `kind` 说明是什么，参数、数据版本、计算时间和文字说明在成员 `analysis` 里；`.csv` 为表，末三列是数据版本、计算时间和参数；`.json` 为完整结果，格子只列参与计算的：`cells` 是它们在网格中的序号（按行），各列按这一顺序，有时段的先按时段、再按格子。参数文件是一个 JSON 对象，不认识的参数会被拒绝。到不了的、不存在的数值写为 null 或空格。标准输出最后一行的 `runs` 列出每次分析的结果文件、数据版本和行数。',
    '`--run` may be given several times, each followed by its own `--params` (defaults without it) and `--out`. The file name decides the format: `.geojson` features in WGS84 whose `kind` says what each is, with parameters, revision, time and an explanation in words in the member `analysis`; `.csv` a table whose last three columns are revision, time and parameters; `.json` the whole answer, of cells those that take part: `cells` are their numbers in the grid, row by row, and columns hold their values in that order, by step first where there are steps. The parameter file is one JSON object; parameters nobody knows are refused. What cannot be reached or does not exist is null or an empty cell. `runs` in the last line of standard output lists the file, revision and rows of each.',
    '任何分析的参数文件里都可写 `asOf`（`YYYY-MM-DD`）：按当天的场所、隐患和站点计算；省略则为今天。参数 `trackFile`（轨迹核对）可指向 GPX 或 CSV 文件。',
    'The parameters of any analysis may hold `asOf` (`YYYY-MM-DD`): premises, hazards and stations are those of that day; today without it. `trackFile` (compliance) may name a GPX or CSV file.',
    '## 通行参数 · Travel parameters',
    tableOf(travelParameters, travel),
    ...sections.flat(),
    '## 一页图 · One-page sheet',
    '```\nnpm start -- --headless --workspace 工作区.gpkg --sheet 风险与响应.pdf --params S.json --quit\n```',
    'A3 横向，`.pdf` 或 `.png`。`--sheet` 后可跟自己的 `--params`，省略则画全部场所的响应覆盖。`bivariate` 里没写的通行参数和设想站点取自 `coverage`。',
    'A3 across, `.pdf` or `.png`. `--sheet` may be followed by its own `--params`; without it the sheet shows the coverage of all premises. What `bivariate` leaves open of travel and what-if stations is taken from `coverage`.',
    tableOf(sheetParameters, Object.keys(sheetParameters.shape)),
    `\`\`\`json\n${JSON.stringify(sheetExample, null, 2)}\n\`\`\``,
  ].join('\n\n')}\n`;
}

function tableOf(parameters: z.ZodObject, names: readonly string[]): string {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, { io: 'input' });
  const rows = names.flatMap((name) => rowsOf(name, properties[name] as Schema, required.includes(name)));
  return ['| 参数 · Parameter | 取值 · Values | 默认 · Default | 说明 · Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A row for a parameter and one for each of those inside it. */
function rowsOf(path: string, schema: Schema, required: boolean): string[] {
  const fallback = schema.default === undefined ? (required ? '必填 · required' : '') : code(JSON.stringify(schema.default));
  const row = `| ${code(path)} | ${code(valuesOf(schema))} | ${fallback} | ${escaped(schema.description ?? '')} |`;
  const [inside, suffix] = insideOf(schema);
  const nested = inside.flatMap(({ properties = {}, required: needed = [] }) =>
    Object.entries(properties).flatMap(([name, part]) => rowsOf(`${path}${suffix}.${name}`, part as Schema, needed.includes(name))),
  );
  // A place is described once, where it stands.
  return schema.description?.startsWith('地点') === true ? [row] : [row, ...nested];
}

/** The objects a value is, or holds. */
function insideOf(schema: Schema): [objects: Schema[], suffix: string] {
  if (schema.properties !== undefined) return [[schema], ''];
  const { items } = schema;
  if (typeof items === 'object' && !Array.isArray(items) && items.properties !== undefined) return [[items], '[]'];
  return [[], ''];
}

function valuesOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return either.map((part) => valuesOf(part as Schema)).join(' | ');
  if (schema.type === 'array') {
    if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map((part) => valuesOf(part as Schema)).join(', ')}]`;
    return `[${valuesOf((schema.items ?? {}) as Schema)}, …]${schema.maxItems === undefined ? '' : ` ≤ ${schema.maxItems}`}`;
  }
  if (schema.properties !== undefined) return `{${Object.keys(schema.properties).join(', ')}}`;
  if (schema.type === 'object') return `{name: ${valuesOf((schema.additionalProperties ?? {}) as Schema) || 'value'}, …}`;
  if (schema.type === 'number' || schema.type === 'integer') return numberOf(schema);
  if (schema.format === 'date') return 'YYYY-MM-DD';
  if (schema.format === 'date-time') return 'YYYY-MM-DDTHH:MM:SS+08:00';
  if (schema.pattern !== undefined) return 'HH:MM';
  return [schema.type].flat().join(' | ');
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: Schema): string {
  const bounds = [
    ...(exclusiveMinimum !== undefined ? [`> ${exclusiveMinimum}`] : []),
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? [`≥ ${minimum}`] : []),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`≤ ${maximum}`] : []),
  ];
  return [type, ...bounds].join(' ');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${escaped(text)}\``;

/** Parameters under which the documentation says an analysis runs. */
export const exampleOf = (id: ResponseTaskId): object => examples[id];
