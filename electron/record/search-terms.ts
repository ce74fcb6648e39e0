/**
 * Words of the search index. SQLite's own tokenizers either keep a run of Chinese as one word or drop words shorter than
 * three characters, so runs of Chinese are cut here: every character and every pair of neighbours is a word. Latin letters and
 * digits stay whole words. Width, case and compatibility forms are evened out first (NFKC), so that ＡＢ１２ and ab12 meet.
 */

/** Stands before the whole text in one word, so that exact and prefix matches of a name are single lookups. */
const WHOLE_MARK = '\u{E000}';
const WHOLE_LENGTH = 48;
/** Indexed length of one text: a note of pages would only make the index large. */
const TEXT_LENGTH = 400;

const runPattern = /[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々〇]+|[\p{L}\p{N}\p{M}]+/gu;
const chinesePattern = /^[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々〇]/u;
const separatorPattern = /[^\p{L}\p{N}\p{M}々〇]+/gu;
const boundaryPattern = /(?<=[\p{Script=Han}々〇])(?=[^\p{Script=Han}々〇])|(?<=[^\p{Script=Han}々〇])(?=[\p{Script=Han}々〇])/u;

/** Width, case and compatibility forms evened out. */
export const normalizeText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Words to index for a text, separated by spaces. With `whole`, also the text as one marked word. */
export function indexTerms(text: string | null, whole: boolean): string {
  if (text === null || text === '') return '';
  const normal = normalizeText(text.slice(0, TEXT_LENGTH));
  const terms = new Set<string>();
  if (whole) {
    const joined = wholeWord(normal);
    if (joined !== '') terms.add(WHOLE_MARK + joined);
  }
  for (const run of runsOf(normal)) {
    if (!chinesePattern.test(run)) {
      terms.add(run);
      continue;
    }
    const characters = Array.from(run);
    for (let index = 0; index < characters.length; index++) {
      terms.add(characters[index] as string);
      if (index > 0) terms.add(`${characters[index - 1]}${characters[index]}`);
    }
  }
  return [...terms].join(' ');
}

/** The FTS5 query that finds every word of `text`; null when it has none. Latin words match by their beginning. */
export function matchTerms(text: string): string | null {
  const terms: string[] = [];
  for (const run of runsOf(normalizeText(text))) {
    if (!chinesePattern.test(run)) {
      terms.push(`"${run}"*`);
      continue;
    }
    const characters = Array.from(run);
    if (characters.length === 1) terms.push(`"${characters[0]}"`);
    for (let index = 1; index < characters.length; index++) terms.push(`"${characters[index - 1]}${characters[index]}"`);
  }
  return terms.length === 0 ? null : terms.join(' AND ');
}

/** The FTS5 query for names that begin with `text` as a whole; null when it has no word. */
export function matchBeginning(text: string): string | null {
  const joined = wholeWord(normalizeText(text));
  return joined === '' ? null : `name : "${WHOLE_MARK}${joined}" *`;
}

/** How a text compares in ranking: without separators, width and case. */
export const comparableText = (text: string): string => normalizeText(text).replace(separatorPattern, '');

function wholeWord(normal: string): string {
  return Array.from(normal.replace(separatorPattern, '')).slice(0, WHOLE_LENGTH).join('');
}

function runsOf(normal: string): string[] {
  return (normal.match(runPattern) ?? []).flatMap((run) => run.split(boundaryPattern));
}
