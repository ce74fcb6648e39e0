import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableText, indexTerms, matchBeginning, matchTerms } from './search-terms.ts';

describe('search terms', () => {
  it('cuts Chinese into characters and neighbours', () => {
    expect(indexTerms('红山店', false).split(' ')).toEqual(['红', '山', '红山', '店', '山店']);
  });

  it('keeps Latin words and numbers whole, whatever their width and case', () => {
    expect(indexTerms('ＫＴＶ－No.12', false).split(' ')).toEqual(['ktv', 'no', '12']);
    expect(indexTerms('东街12号A座', false).split(' ')).toEqual(['东', '街', '东街', '12', '号', 'a', '座']);
  });

  it('asks for neighbours, single characters and beginnings of words', () => {
    expect(matchTerms('东街')).toBe('"东街"');
    expect(matchTerms('店')).toBe('"店"');
    expect(matchTerms('红旗店 kt')).toBe('"红旗" AND "旗店" AND "kt"*');
    expect(matchTerms(' ，"*')).toBeNull();
  });

  it('keeps rare characters beyond the basic plane whole', () => {
    expect(indexTerms('𠮷野', false).split(' ')).toEqual(['𠮷', '野', '𠮷野']);
    expect(matchTerms('𬒈')).toBe('"𬒈"');
  });

  it('marks the whole name for lookups by its beginning', () => {
    expect(indexTerms('红旗 店', true).split(' ')[0]).toBe('\u{E000}红旗店');
    expect(matchBeginning('红旗')).toBe('name : "\u{E000}红旗" *');
  });

  it('finds every text by any stretch of its Chinese', () => {
    const chinese = fc.array(fc.constantFrom(...'红山东街消防站店铺超市'), { minLength: 1, maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(chinese, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const part = text.slice(start, start + 1 + (length % (text.length - start)));
        const terms = new Set(indexTerms(text, false).split(' '));
        for (const term of (matchTerms(part) ?? '').split(' AND ')) expect(terms).toContain(term.slice(1, -1));
      }),
      { seed: 21 },
    );
  });

  it('never makes a query out of quotes, operators or marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        for (const term of (matchTerms(text) ?? '').split(' AND ').filter(Boolean))
          expect(term).toMatch(/^"[\p{L}\p{N}\p{M}〇々\u2e80-\u2fdf]+"\*?$/u);
        expect(comparableText(text)).not.toContain('"');
      }),
      { seed: 22 },
    );
  });
});
