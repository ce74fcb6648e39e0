import type { PremisesCategory } from '../model/index.ts';
import type { CategoryThresholds } from '../rules/suggest-category.ts';
import { type CodeReaders, nearestCodeWord, usualWord } from './code-words.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { premisesCategoryOf } from './osm/premises-category.ts';
import { addressOf } from './osm/read-tags.ts';
import { parseArea, parseInteger } from './parse-values.ts';
import { placeKey, putPosition } from './put-position.ts';
import { type Cells, namedValues, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import { suggestByName, tooLargeFor } from './suggest-by-name.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One premises. It must have a name; without a usable position it is kept as unplaced. */
export function readPremises(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values = namedValues(name);
  const address = cells.text('address');
  const builtAddress = row.values['addr:street'] === undefined ? address : (addressOf(row.values) ?? address);
  if (builtAddress !== null) values.address = builtAddress;
  for (const field of ['code', 'standardAddressCode', 'qrId', 'businessItems', 'responsiblePerson', 'gradeReason', 'note'])
    cells.putText(values, field);
  cells.putPhone(values);
  putCategory(values, row, cells);
  cells.put(values, 'areaSquareMeters', parseArea, 'invalidNumber');
  cells.put(values, 'seats', parseInteger, 'invalidNumber');
  cells.put(values, 'beds', parseInteger, 'invalidNumber');
  cells.putFlag(values, 'mixedUse');
  if (options.thresholds !== undefined) judgeCategory(values, name, cells, { thresholds: options.thresholds, codes: options.codes });
  cells.putCode(values, 'supervisionGrade', 'grade');
  for (const field of ['gradedOn', 'registeredOn', 'closedOn']) cells.putDate(values, field);
  const position = putPosition(values, row, options, true);
  const code = typeof values.code === 'string' ? values.code : null;
  const place = code === null && builtAddress === null ? placeKey(position) : null;
  values.sourceRef = sourceKey(row, { kind: 'premises', code, name, address: builtAddress, place })!;
  return one(row, values);
}

/** The category by its word, else by the feature's OpenStreetMap tags. An unknown word is kept among the business items. */
function putCategory(values: Values, row: SourceRow, cells: Cells): void {
  const word = cells.text('category');
  const category = (word === null ? null : cells.codeOf('category', word)) ?? premisesCategoryOf(row.values);
  if (category !== null) values.category = category;
  else if (word !== null) {
    cells.report('unknownCode', 'category', word, nearestCodeWord('category', word));
    values.businessItems ??= word;
  }
}

/** A category left open is the one name and size suggest; one that size speaks against is kept and told. */
function judgeCategory(
  values: Values,
  name: string,
  cells: Cells,
  { thresholds, codes }: { thresholds: CategoryThresholds; codes: CodeReaders | undefined },
): void {
  const measured = (field: string): number | null => (typeof values[field] === 'number' ? values[field] : null);
  const metrics = { areaSquareMeters: measured('areaSquareMeters'), seats: measured('seats'), beds: measured('beds') };
  if (values.category !== undefined) {
    const tooLarge = tooLargeFor(values.category as PremisesCategory, { name, metrics }, thresholds);
    if (tooLarge === null) return;
    const suggestion = `${usualWord('category', 'keyFireUnit')} (${tooLarge.measured} ≥ ${tooLarge.threshold.below})`;
    cells.report('categoryTooLarge', 'category', cells.text('category') ?? name, suggestion);
    return;
  }
  const businessItems = typeof values.businessItems === 'string' ? values.businessItems : null;
  const suggested = suggestByName({ name, businessItems, metrics }, thresholds, codes);
  if (suggested === null) return;
  const { category, by, rule } = suggested;
  values.category = category;
  const size =
    rule === null || rule.measured === null ? '' : ` (${rule.measured} ${category === 'keyFireUnit' ? '≥' : '<'} ${rule.threshold.below})`;
  cells.report('categorySuggested', 'category', by === 'name' ? name : businessItems, usualWord('category', category) + size);
}
