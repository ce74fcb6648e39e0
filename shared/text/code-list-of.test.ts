import { expect, test } from 'vitest';
import { entityOf, tableNames } from '../model/index.ts';
import { defaultRiskParameters } from '../rules/risk-score.ts';
import { defaultCategoryThresholds } from '../rules/suggest-category.ts';
import { defaultWarningParameters, warningReasonCodes } from '../rules/warning-color.ts';
import { codeListOf } from './code-list-of.ts';
import { texts } from './index.ts';

const languages = Object.keys(texts) as (keyof typeof texts)[];

test.each(languages)('every code of every field has its word in %s, and no two of a list the same', (language) => {
  for (const table of tableNames) {
    for (const [field, { codes }] of Object.entries(entityOf(table).fields)) {
      if (codes === undefined) continue;
      const list = codeListOf(table, field);
      expect(list, `${table}.${field}`).not.toBeNull();
      const words: Readonly<Record<string, string>> = texts[language].codes[list!];
      expect(
        codes.filter((code) => words[code] === undefined || words[code] === code),
        `${table}.${field}`,
      ).toEqual([]);
      expect(new Set(codes.map((code) => words[code])).size, `${table}.${field}`).toBe(codes.length);
    }
  }
});

test.each(languages)('what rules write into records and show has its words in %s', (language) => {
  const { codes } = texts[language];
  expect(Object.keys(codes.warningReasons)).toEqual([...warningReasonCodes]);
  expect(codeListOf('premises', 'colorReasons')).toBe('warningReasons');
  expect(codeListOf('premises', 'colorRuleVersion')).toBe('ruleVersion');
  const versions = [defaultWarningParameters, defaultRiskParameters, defaultCategoryThresholds].map(({ version }) => version);
  expect(Object.keys(codes.ruleVersion).toSorted()).toEqual(versions.toSorted());
});

test('a field of free text has no list', () => {
  expect(codeListOf('premises', 'name')).toBeNull();
  expect(codeListOf('turn_restriction', 'kind')).toBeNull();
});
