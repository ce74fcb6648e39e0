import { type FieldWords, fieldWords, type TableImportKind } from './field-words.ts';
import { normalizeWord } from './normalize-words.ts';
import { pinyinOf } from './pinyin.ts';

/** How a header names a field. */
export interface HeaderMatch {
  by: 'header' | 'pinyin' | 'initials' | 'contains';
  /** The known word it is, or holds. */
  word: string;
  /** 1 for a known header, less for a spelled one, 0.6–0.85 when it only contains a known word. */
  score: number;
}

interface KnownWords {
  /** Words by what a header may be; the first is the most usual. */
  whole: Map<string, HeaderMatch>;
  parts: { text: string; word: string }[];
}

/** Words too plain to mean anything inside a longer header. */
const plainWords = new Set(
  'code number level class count issue place point other title state street owner details detail facility company station opened finish person action risk unit shape geometry industry'.split(
    ' ',
  ),
);
const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);

/** Words of every field, made once. */
const known = new Map<TableImportKind, [field: string, words: KnownWords][]>(
  (Object.keys(fieldWords) as TableImportKind[]).map((kind) => [
    kind,
    Object.entries(fieldWords[kind] as FieldWords).map(([field, words]) => [field, knownWords(words)]),
  ]),
);

function knownWords(words: readonly string[]): KnownWords {
  const whole = new Map<string, HeaderMatch>();
  const put = (text: string, match: HeaderMatch): void => {
    const earlier = whole.get(text);
    if (earlier === undefined || earlier.score < match.score) whole.set(text, match);
  };
  const parts: KnownWords['parts'] = [];
  words.forEach((word, index) => {
    const text = normalizeWord(word);
    // Among known headers the more usual wins by a hair.
    const score = 1 - Math.min(index, 90) * 0.001;
    put(text, { by: 'header', word, score });
    if (text.length >= (isHan(text) ? 2 : 5) && !plainWords.has(text)) parts.push({ text, word });
    for (const { full, initials } of pinyinOf(text)) {
      if (full.length >= 4) put(full, { by: 'pinyin', word, score: score - 0.03 });
      if (initials.length >= 2) put(initials, { by: 'initials', word, score: score - (initials.length >= 4 ? 0.05 : 0.12) });
    }
  });
  return { whole, parts };
}

/** How each field of a kind is named by a header; fields it does not name are left out. */
export function scoreHeader(kind: TableImportKind, header: string): Map<string, HeaderMatch> {
  const readings = readingsOf(header);
  const matches = new Map<string, HeaderMatch>();
  for (const [field, words] of known.get(kind) ?? []) {
    let best: HeaderMatch | null = null;
    for (const { text, loss } of readings) {
      const match = words.whole.get(text);
      if (match !== undefined && match.score - loss > (best?.score ?? 0)) best = { ...match, score: match.score - loss };
    }
    best ??= contained(readings[0]?.text ?? '', words.parts);
    if (best !== null) matches.set(field, best);
  }
  return matches;
}

function contained(header: string, parts: KnownWords['parts']): HeaderMatch | null {
  let longest: KnownWords['parts'][number] | null = null;
  for (const part of parts) if (header.includes(part.text) && part.text.length > (longest?.text.length ?? 0)) longest = part;
  return longest && { by: 'contains', word: longest.word, score: 0.6 + 0.25 * (longest.text.length / header.length) };
}

/** What a header may say: as it stands, without what is in brackets or after a star, its last part under a group's name. */
function readingsOf(header: string): { text: string; loss: number }[] {
  const plain = header.normalize('NFKC');
  const unbracketed = plain.replaceAll(/[([【{〔<《].*?[)\]】}〕>》]/g, '');
  const variants: [text: string, loss: number][] = [
    [plain, 0],
    [unbracketed, 0.01],
    [plain.replaceAll(/必填|选填|示例/g, ''), 0.01],
    [unbracketed.replace(/^\s*(?:\d+|[一二三四五六七八九十]+)\s*[.、．)]\s*/, ''), 0.01],
    [unbracketed.slice(unbracketed.lastIndexOf('/') + 1), 0.02],
    [unbracketed.replace(/^.*[:：]/, ''), 0.05],
    [unbracketed.replace(/[_\s]*\d+$/, ''), 0.06],
  ];
  const seen = new Set<string>(['']);
  const readings: { text: string; loss: number }[] = [];
  for (const [text, loss] of variants) {
    const reduced = normalizeWord(text);
    if (seen.has(reduced)) continue;
    seen.add(reduced);
    readings.push({ text: reduced, loss });
  }
  return readings;
}
