import { describe, expect, it } from 'vitest';
import { texts } from './index.ts';

type Words = { [key: string]: string | Words };
const flat = (words: Words, at = ''): [key: string, words: string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${at}${key}`, value]] : flat(value, `${at}${key}.`)));
const chinese = flat(texts['zh-CN'] as Words);
const english = new Map(flat(texts.en as Words));
/** A detail given in both languages is called `reason` in English words and `reasonZh` in Chinese ones. */
const placeholders = (words: string): string[] => [...words.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!.replace(/Zh$/, '')).sort();

/** Each language names the other in its own script, so that whoever is lost finds back. */
const nameOtherLanguage = ['settings.otherLanguage', 'menu.chinese', 'menu.language', 'app.commands.toggleLanguage'];

describe('the texts', () => {
  it('say something under every key, in both languages', () => {
    expect([...english.keys()].sort()).toEqual(chinese.map(([key]) => key).sort());
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('fill the same placeholders in both languages', () => {
    const differing = chinese.filter(([key, words]) => {
      const other = new Set(placeholders(english.get(key) ?? ''));
      const own = new Set(placeholders(words));
      return [...own].some((name) => !other.has(name)) || [...other].some((name) => !own.has(name));
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('keep Chinese out of the English', () => {
    const mixed = [...english].filter(([key, words]) => /\p{Script=Han}/u.test(words) && !nameOtherLanguage.includes(key));
    expect(mixed).toEqual([]);
  });

  it('keep English sentences out of the Chinese', () => {
    const mixed = chinese.filter(
      ([key, words]) =>
        !nameOtherLanguage.includes(key) &&
        /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(words.replace(/\{\{.*?\}\}|\$t\(.*?\)|`.*?`/g, '')),
    );
    expect(mixed).toEqual([]);
  });
});
