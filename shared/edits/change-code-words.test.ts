import { expect, test } from 'vitest';
import { codeReaders, ownSynonyms } from '../formats/code-words.ts';
import { newRow } from '../model/entity.ts';
import { entities } from '../model/index.ts';
import { changeCodeWords } from './change-code-words.ts';

const newId = () => 'a1b2c3d4-0000-4000-8000-000000000001';

test('words of a code nobody has an entry for make one; those of a known entry leave the rest of it as it was', () => {
  const known = {
    ...newRow(entities.code_entry, 'a1b2c3d4-0000-4000-8000-000000000002', {
      list: 'category',
      code: 'smallShop',
      labelZh: '门店',
      parameters: { synonyms: '旧词', limit: 3 },
    }),
    fid: 7,
  };
  const words = new Map([
    ['smallEatery', ['夜宵档', '苍蝇馆子']],
    ['smallShop', []],
  ]);
  const { puts } = changeCodeWords({ entries: [known], list: 'category', words, newId });
  const [eatery, shop] = puts.code_entry as unknown as { code: string; parameters: Record<string, unknown>; labelZh: string | null }[];
  expect(ownSynonyms(eatery!.parameters)).toEqual(['夜宵档', '苍蝇馆子']);
  expect(shop).toMatchObject({ id: known.id, labelZh: '门店', parameters: { limit: 3 } });
  expect(shop).not.toHaveProperty('fid');
  const entries = puts.code_entry as never;
  expect(codeReaders(entries).category('夜宵档')).toBe('smallEatery');
});
