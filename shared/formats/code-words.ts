import { hazardKindWords, severityWords, stateWords } from './code-words/hazards.ts';
import { gradeWords, premisesCategoryWords } from './code-words/premises.ts';
import { facilityTypeWords, stationClassWords, stationTypeWords } from './code-words/stations.ts';
import { normalizeWord } from './normalize-words.ts';

/** Words by code. A word that stands whole wins; else the longest word contained in the cell. */
export type CodeWords<C extends string> = Readonly<Record<C, readonly string[]>>;

/** The code lists cells are read into, by the name a code entry of the record gives its list. */
const lists = {
  category: premisesCategoryWords,
  grade: gradeWords,
  severity: severityWords,
  state: stateWords,
  hazardKind: hazardKindWords,
  stationType: stationTypeWords,
  stationClass: stationClassWords,
  facilityType: facilityTypeWords,
} as const;
export type CodeListName = keyof typeof lists;
export const codeListNames = Object.keys(lists) as CodeListName[];
/** The words known of each code of a list, most usual first. */
export const usualWords = (list: CodeListName): Readonly<Record<string, readonly string[]>> => lists[list];
type CodeOf<L extends CodeListName> = keyof (typeof lists)[L] & string;
export type CodeReaders = { readonly [L in CodeListName]: (text: string) => CodeOf<L> | null };

/** A row of the record's code table, as far as words are concerned. */
export interface WordedCode {
  list: string | null;
  code: string | null;
  labelZh: string | null;
  labelEn: string | null;
  /** `synonyms`: further words, parted by commas, semicolons or 、. */
  parameters: Readonly<Record<string, unknown>> | null;
}

/** What the words of cells stand for, with the labels and synonyms an office added to the code table. Its words come before the usual ones. */
export function codeReaders(entries: readonly WordedCode[]): CodeReaders {
  const readers = Object.entries(lists).map(([list, words]) => {
    const own = entries.filter((entry) => entry.list === list && entry.code !== null && Object.hasOwn(words, entry.code));
    return [
      list,
      matcher(
        words as CodeWords<string>,
        own.flatMap((entry) => ownWords(entry).map((word) => [word, entry.code!] as const)),
      ),
    ];
  });
  return Object.fromEntries(readers) as unknown as CodeReaders;
}

/** The words an office gave a code besides its labels. */
export function ownSynonyms(parameters: WordedCode['parameters']): string[] {
  const { synonyms } = parameters ?? {};
  return typeof synonyms === 'string' ? synonyms.split(/[,，;；、|\n]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()])) : [];
}

const ownWords = ({ labelZh, labelEn, parameters }: WordedCode): string[] =>
  [labelZh, labelEn, ...ownSynonyms(parameters)].filter((word): word is string => typeof word === 'string' && normalizeWord(word) !== '');

/** As `codeReaders`, of the usual words alone. */
export const codeWords: CodeReaders = codeReaders([]);

const leastSimilarity = 0.3;

/** The usual word nearest to one that is not known, to suggest in its place; null when none is near. Nearness: Dice's coefficient over letters and pairs of letters. */
export function nearestCodeWord(list: CodeListName, text: string): string | null {
  let nearest = nearestIn.get(list);
  if (nearest === undefined) {
    nearest = remembering((word) => findNearest(list, word));
    nearestIn.set(list, nearest);
  }
  return nearest(text);
}
const nearestIn = new Map<CodeListName, (text: string) => string | null>();

function findNearest(list: CodeListName, text: string): string | null {
  const asked = grams(normalizeWord(text));
  let best: string | null = null;
  let most = leastSimilarity;
  for (const words of Object.values(lists[list]) as readonly (readonly string[])[])
    for (const word of words) {
      const likeness = dice(asked, grams(normalizeWord(word)));
      if (likeness > most) [best, most] = [word, likeness];
    }
  return best;
}

/** The most usual word of a code. */
export function usualWord(list: CodeListName, code: string): string {
  return (lists[list] as Readonly<Record<string, readonly string[]>>)[code]?.[0] ?? code;
}

function grams(word: string): Set<string> {
  const chars = Array.from(word);
  return new Set([...chars, ...chars.slice(1).map((char, index) => chars[index]! + char)]);
}
/** Numbers and endings that words of many codes share: by them alone no two are alike. */
const shared = new Set(Array.from('一二三四五级类型等'));
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  let telling = false;
  for (const gram of a) {
    if (!b.has(gram)) continue;
    common += 1;
    telling ||= !shared.has(gram);
  }
  return telling ? (2 * common) / (a.size + b.size) : 0;
}

const mostRemembered = 2000;
/** Answers as `find` does, which is asked once a text: cells of a column repeat each other. */
function remembering<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const found = new Map<string, Answer>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined || found.has(text)) return known as Answer;
    const answer = find(text);
    if (found.size < mostRemembered) found.set(text, answer);
    return answer;
  };
}

/** Ends in what turns the next word into its opposite: 未整改完毕 is not 整改完毕. */
const negated = /(?:[不未非无没]|没有|尚未|(?:^|[^a-z])(?:not|non|un))$/;
const says = (text: string, word: string): boolean => {
  const at = text.indexOf(word);
  return at >= 0 && !negated.test(text.slice(0, at));
};

/** The code a cell's words stand for, or null. The code itself is always understood; words of `own` come first. */
function matcher<C extends string>(words: CodeWords<C>, own: readonly (readonly [word: string, code: C])[]): (text: string) => C | null {
  const whole = new Map<string, C>();
  const parts: [word: string, code: C][] = [];
  const add = (word: string, code: C): void => {
    const normalized = normalizeWord(word);
    if (!whole.has(normalized)) whole.set(normalized, code);
    if (normalized.length >= (/\p{Script=Han}/u.test(normalized) ? 2 : 5)) parts.push([normalized, code]);
  };
  for (const [word, code] of own) add(word, code);
  for (const [code, list] of Object.entries(words) as [C, readonly string[]][]) {
    if (!whole.has(normalizeWord(code))) whole.set(normalizeWord(code), code);
    for (const word of list) add(word, code);
  }
  parts.sort((a, b) => b[0].length - a[0].length);
  const find = (text: string): C | null => {
    const normalized = normalizeWord(text);
    if (normalized === '') return null;
    const exact = whole.get(normalized);
    if (exact !== undefined) return exact;
    return parts.find(([word]) => says(normalized, word))?.[1] ?? null;
  };
  return remembering(find);
}
