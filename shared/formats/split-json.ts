import { deepestNesting } from './limits.ts';

/** A piece of a large JSON text: one element of the top-level `features` array, or a whole top-level value without that array. */
export type JsonPart =
  | { kind: 'feature'; text: string }
  | { kind: 'document'; text: string }
  | { kind: 'tooLarge' }
  | { kind: 'tooDeep' }
  | { kind: 'broken'; position: number };

const longestPartCharacters = 48 * 1024 * 1024;
/** A top-level key longer than this is not `features`. */
const longestKey = 100;

const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/**
 * Cuts streamed JSON into parts without parsing it: elements of a top-level object's `features` array one by one, then the
 * object itself with that array emptied; values that follow one another (newline-delimited GeoJSON) each as a document.
 * Parts are not checked to be valid JSON. Ends after the first `broken` or `tooDeep` part.
 */
export async function* splitJson(text: AsyncIterable<string>): AsyncGenerator<JsonPart, void, void> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Text of the document being read, the features cut out; and of the feature being read. */
  let document = '';
  let feature = '';
  let inFeatures = false;
  let tooLarge = false;
  let stringStart = -1;
  let lastString = '';
  let key = '';
  let position = 0;

  for await (const piece of text) {
    const parts: JsonPart[] = [];
    /** From where the current piece has not yet been added to `document` or `feature`. */
    let from = 0;
    const keep = (to: number): void => {
      if (to > from && depth > 0 && !tooLarge) {
        if (inFeatures) {
          if (depth > 2) feature += piece.slice(from, to);
        } else document += piece.slice(from, to);
        if (feature.length > longestPartCharacters || document.length > longestPartCharacters) {
          tooLarge = true;
          feature = '';
        }
      }
      from = to;
    };
    stringStart = inString && depth === 1 ? 0 : -1;
    let broken = -1;
    for (let at = 0; at < piece.length; at++) {
      const char = piece.charCodeAt(at);
      if (inString) {
        if (escaped) escaped = false;
        else if (char === backslash) escaped = true;
        else if (char === quote) {
          inString = false;
          if (depth === 1 && lastString.length < longestKey) lastString += piece.slice(stringStart, at);
        }
        continue;
      }
      if (char === quote) {
        if (depth === 0) {
          broken = at;
          break;
        }
        inString = true;
        stringStart = at + 1;
        lastString = '';
      } else if (char === colon) {
        if (depth === 1) key = lastString;
      } else if (char === openBrace || char === openBracket) {
        if (depth === 0 && char === openBracket) {
          broken = at;
          break;
        }
        if (inFeatures && depth === 2) {
          from = at;
          feature = '';
          tooLarge = false;
        } else if (depth === 0) {
          from = at;
          document = '';
          tooLarge = false;
        }
        const opensFeatures = depth === 1 && char === openBracket && key === 'features';
        if (opensFeatures) keep(at + 1);
        depth += 1;
        if (opensFeatures) inFeatures = true;
        if (depth > deepestNesting) {
          yield { kind: 'tooDeep' };
          return;
        }
      } else if (char === closeBrace || char === closeBracket) {
        if (depth === 0) {
          broken = at;
          break;
        }
        if (inFeatures && depth === 2) {
          from = at;
          inFeatures = false;
        }
        keep(at + 1);
        depth -= 1;
        if (inFeatures && depth === 2) {
          parts.push(tooLarge ? { kind: 'tooLarge' } : { kind: 'feature', text: feature });
          tooLarge = false;
          feature = '';
        } else if (depth === 0) {
          parts.push(tooLarge ? { kind: 'tooLarge' } : { kind: 'document', text: document });
          tooLarge = false;
          document = '';
          key = '';
        }
      } else if ((depth === 0 || (inFeatures && depth === 2)) && !mayStandBetween(char)) {
        broken = at;
        break;
      }
    }
    if (inString && depth === 1 && lastString.length < longestKey) lastString += piece.slice(stringStart);
    if (broken < 0) keep(piece.length);
    yield* parts;
    if (broken >= 0) {
      yield { kind: 'broken', position: position + broken };
      return;
    }
    position += piece.length;
  }
  if (depth > 0 || inString) yield { kind: 'broken', position };
}

/** White space, commas, and the record separator of GeoJSON text sequences. */
function mayStandBetween(char: number): boolean {
  return char === comma || char === 32 || char === 9 || char === 10 || char === 13 || char === 0x1e || char === 0xfeff;
}
