import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { normalizeWord } from './normalize-words.ts';
import { parseInteger, parseNumber } from './parse-values.ts';
import { premisesLookups } from './premises-lookups.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';

/** Words of the three ways of inspecting, by what they contain; the first that fits. */
const modeWords = [
  ['offHours', /错时|夜间|节假日|offhours|afterhours|night/],
  ['surprise', /突击|暗访|抽查|双随机|surprise|unannounced|complaint/],
  ['routine', /日常|常规|例行|定期|routine|regular|scheduled/],
] as const;
const resultWords = [
  ['refused', /拒|refus/],
  ['pass', /未发现|无隐患|noviolation|nohazard/],
  // Before the words they hold: 不合格 is not 合格, 责令停业 no closed door.
  ['hazardsFound', /[不未](?:合格|通过|达标)|不符合|不正常|责令|查封|处罚/],
  ['closed', /停业|关门|关闭|未营业|closed|nothere/],
  ['pass', /合格|通过|正常|^pass/],
  ['hazardsFound', /隐患|整改|问题|fail|violation|hazard/],
] as const;
const codeOf =
  (words: typeof modeWords | typeof resultWords) =>
  (text: string): string | null =>
    words.find(([, pattern]) => pattern.test(normalizeWord(text)))?.[0] ?? null;

/** One inspection. Its number is its key; without one, its premises with its day and what is said of it. */
export function readInspection(row: SourceRow, cells: Cells): IntakeRow[] | null {
  const values: Values = { sourceRef: '' };
  for (const field of ['inspector', 'note']) cells.putText(values, field);
  cells.putDate(values, 'inspectedOn');
  cells.put(values, 'result', codeOf(resultWords), 'unknownCode');
  cells.put(values, 'hazardCount', parseInteger, 'invalidNumber');
  putScore(values, cells);
  putMode(values, cells);
  const premises = cells.text('premisesCode') ?? cells.text('standardAddressCode') ?? cells.text('premisesName');
  const date = typeof values.inspectedOn === 'string' ? values.inspectedOn : null;
  const name = premises === null || date === null ? null : [premises, date, cells.text('mode') ?? ''].join('/');
  const key = sourceKey(row, { kind: 'inspection', code: cells.text('number'), name, address: null, place: null });
  if (key === null) {
    cells.report('missingKey', null, null);
    return null;
  }
  values.sourceRef = key;
  return one(row, values, premisesLookups(cells));
}

/** A negative score stands for none. */
function putScore(values: Values, cells: Cells): void {
  cells.put(values, 'score', parseNumber, 'invalidNumber');
  if (typeof values.score === 'number' && values.score < 0) delete values.score;
}

/** A way of inspecting that is none of the three is kept in the note. */
function putMode(values: Values, cells: Cells): void {
  const word = cells.text('mode');
  if (word === null) return;
  const mode = codeOf(modeWords)(word);
  if (mode !== null) {
    values.mode = mode;
    return;
  }
  cells.report('unknownCode', 'mode', word);
  values.note ??= word;
}
