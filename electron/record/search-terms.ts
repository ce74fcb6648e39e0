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

const separatorPattern = /[^\p{L}\p{N}\p{M}々〇]+/gu;
const wordCharacterPattern = /[\p{L}\p{N}\p{M}]/u;

type Kind = 'separator' | 'word' | 'chinese';

/** Width, case and compatibility forms evened out. */
export const normalizeText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Words to index for a text, separated by spaces. With `whole`, also the text as one marked word. */
export function indexTerms(text: string | null, whole: boolean): string {
  if (text === null || text === '') return '';
  const normal = normalizeText(text.length > TEXT_LENGTH ? text.slice(0, TEXT_LENGTH) : text);
  const terms = new Set<string>();
  if (whole) {
    const joined = wholeWord(normal);
    if (joined !== '') terms.add(WHOLE_MARK + joined);
  }
  for (const run of runsOf(normal)) {
    if (run.kind === 'word') {
      terms.add(run.text);
      continue;
    }
    let previous = '';
    for (const character of run.text) {
      terms.add(character);
      if (previous !== '') terms.add(previous + character);
      previous = character;
    }
  }
  return [...terms].join(' ');
}

/** The FTS5 query that finds every word of `text`; null when it has none. Latin words match by their beginning. */
export function matchTerms(text: string): string | null {
  const terms: string[] = [];
  for (const run of runsOf(normalizeText(text))) {
    if (run.kind === 'word') {
      terms.push(`"${run.text}"*`);
      continue;
    }
    const characters = Array.from(run.text);
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
  const joined = normal.replace(separatorPattern, '');
  return joined.length <= WHOLE_LENGTH ? joined : Array.from(joined).slice(0, WHOLE_LENGTH).join('');
}

/** Stretches of one kind: Chinese characters, or letters and digits. */
function runsOf(normal: string): { kind: Exclude<Kind, 'separator'>; text: string }[] {
  const runs: { kind: Exclude<Kind, 'separator'>; text: string }[] = [];
  let start = 0;
  let kind: Kind = 'separator';
  for (let at = 0; at <= normal.length; ) {
    const codePoint = normal.codePointAt(at);
    const next: Kind = codePoint === undefined ? 'separator' : kindOf(codePoint);
    if (next !== kind) {
      if (kind !== 'separator') runs.push({ kind, text: normal.slice(start, at) });
      kind = next;
      start = at;
    }
    at += codePoint !== undefined && codePoint > 0xffff ? 2 : 1;
  }
  return runs;
}

/** By blocks of the Unicode chart; what lies outside the usual ones is asked of the pattern. */
function kindOf(codePoint: number): Kind {
  if (codePoint < 0x80) {
    const isDigit = codePoint >= 0x30 && codePoint <= 0x39;
    return isDigit || (codePoint >= 0x61 && codePoint <= 0x7a) || (codePoint >= 0x41 && codePoint <= 0x5a) ? 'word' : 'separator';
  }
  if ((codePoint >= 0x3400 && codePoint <= 0x9fff) || (codePoint >= 0x20000 && codePoint <= 0x3ffff)) return 'chinese';
  if (codePoint === 0x3005 || codePoint === 0x3007) return 'chinese';
  if ((codePoint >= 0x2e80 && codePoint <= 0x2fdf) || (codePoint >= 0xf900 && codePoint <= 0xfaff)) return 'chinese';
  const isKanaOrHangul =
    (codePoint >= 0x3041 && codePoint <= 0x312f) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7af) ||
    (codePoint >= 0x1100 && codePoint <= 0x11ff);
  if (isKanaOrHangul) return wordCharacterPattern.test(String.fromCodePoint(codePoint)) ? 'chinese' : 'separator';
  return wordCharacterPattern.test(String.fromCodePoint(codePoint)) ? 'word' : 'separator';
}
