import { deepestNesting } from './limits.ts';
import { Refusal } from './refusal.ts';

/** What `scanXml` meets. Names come without their namespace prefix. */
export interface XmlHandlers {
  /** An element begins. `attributes` is its raw text, for `attributeOf`; valid only during the call. */
  open(name: string, attributes: string): void;
  /** An element ends; also called for one without content. */
  close(name: string): void;
  /** Raw text between tags, perhaps in several pieces: `decodeEntities` it. Only called while `wantsText` is true. */
  text(raw: string): void;
  wantsText: boolean;
}

/** A tag, comment or text longer than this is not a document of ours. */
const longestTokenCharacters = 8 * 2 ** 20;
const [lessThan, exclamation, question, slash, closing] = [60, 33, 63, 47, 62];

/**
 * Scans streamed XML for its tags, without checking that it is well-formed: the fast path for sheets and string tables of workbooks, which are
 * large and made by machines. Refuses DOCTYPE, deep nesting and endless tokens. `push` as often as there is text, `end` once.
 */
export function scanXml(file: string, handlers: XmlHandlers): { push(text: string): void; end(): void } {
  let pending = '';
  let depth = 0;
  const malformed = (): Refusal => new Refusal('fileMalformed', { file, place: 'XML' });

  /** Handles the markup at `at`; returns where it ends, or −1 when more text is needed. */
  function takeMarkup(text: string, at: number): number {
    const next = text.charCodeAt(at + 1);
    if (Number.isNaN(next)) return -1;
    if (next === exclamation) return takeDeclaration(text, at);
    let end = text.indexOf('>', at + 2);
    if (end < 0) return -1;
    if (next === question) return end + 1;
    if (next === slash) {
      depth -= 1;
      handlers.close(localName(text, at + 2, end));
      return end + 1;
    }
    const nameEnd = endOfName(text, at + 1, end);
    // A bare ">" may stand in an attribute's value: the tag ends behind a quote.
    while (nameEnd !== end && !endsTag(text.charCodeAt(end - 1))) {
      end = text.indexOf('>', end + 1);
      if (end < 0) return -1;
    }
    const selfClosed = text.charCodeAt(end - 1) === slash;
    const name = localName(text, at + 1, nameEnd);
    handlers.open(name, nameEnd === end ? '' : text.slice(nameEnd, selfClosed ? end - 1 : end));
    if (selfClosed) handlers.close(name);
    else {
      depth += 1;
      if (depth > deepestNesting) throw new Refusal('nestingTooDeep', { file, limit: deepestNesting });
    }
    return end + 1;
  }

  function takeDeclaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9);
      if (end < 0) return -1;
      if (handlers.wantsText) handlers.text(text.slice(at + 9, end).replaceAll('&', '&amp;'));
      return end + 3;
    }
    if (text.length - at < 9) return -1;
    throw new Refusal('xmlDoctype', { file });
  }

  return {
    push(piece) {
      const text = pending === '' ? piece : pending + piece;
      let at = 0;
      for (;;) {
        const tag = text.indexOf('<', at);
        const textEnd = tag < 0 ? text.length : tag;
        if (textEnd > at && handlers.wantsText) {
          // An entity may be cut by the end of the piece.
          const cut = tag < 0 ? text.lastIndexOf('&') : -1;
          const safeEnd = cut >= at && textEnd - cut < 12 ? cut : textEnd;
          if (safeEnd > at) handlers.text(text.slice(at, safeEnd));
          at = safeEnd;
        } else at = textEnd;
        if (tag < 0) break;
        const next = takeMarkup(text, tag);
        if (next < 0) break;
        at = next;
      }
      pending = text.slice(at);
      if (pending.length > longestTokenCharacters) throw malformed();
    },
    end() {
      if (depth !== 0 || pending.trim() !== '') throw malformed();
    },
  };
}

const endsTag = (char: number): boolean => char === 34 || char === 39 || char === slash || char <= 32;

function endOfName(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char <= 32 || char === slash || char === closing || char === lessThan) return at;
  }
  return end;
}

function localName(text: string, from: number, to: number): string {
  const name = text.slice(from, to);
  const colon = name.indexOf(':');
  return (colon < 0 ? name : name.slice(colon + 1)).trimEnd();
}

/** The value of an attribute without a namespace in the raw text of a tag, entities decoded; null when it has none. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    if (at > 0 && before > 32) continue;
    let value = at + name.length;
    while (attributes.charCodeAt(value) <= 32) value += 1;
    if (attributes[value] !== '=') continue;
    value += 1;
    while (attributes.charCodeAt(value) <= 32) value += 1;
    const quote = attributes[value];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, value + 1);
    return end < 0 ? null : decodeEntities(attributes.slice(value + 1, end));
  }
  return null;
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and character references; anything else stays as it stands. */
export function decodeEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return namedEntities[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
