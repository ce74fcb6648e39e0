import { SaxesParser } from 'saxes';
import { done, type Result } from '../model/failure.ts';
import type { ByteSource } from './format.ts';
import { deepestNesting } from './limits.ts';
import { chooseEncoding, readText, type TextEncoding } from './read-text.ts';
import { Refusal } from './refusal.ts';

export interface XmlElements {
  /** Names without their namespace prefix; attributes as written. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** `text` is what stood directly inside, CDATA included, trimmed. */
  close(name: string, text: string): void;
}

const mostTextCharacters = 32 * 2 ** 20;

/**
 * Parses streamed XML (saxes: strict, no external anything), yielding after every piece. Refuses DOCTYPE, deep nesting, endless text and what
 * is not well-formed; undefined entities, which phones write, stay as they stand.
 */
export async function* parseXml(source: ByteSource, encoding: string, elements: XmlElements): AsyncGenerator<void, void, void> {
  const file = source.name;
  const texts: string[] = [];
  let openCount = 0;
  let sinceEvent = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new Refusal('xmlDoctype', { file });
  });
  parser.on('error', (error) => {
    if (!error.message.includes('undefined entity')) throw new Refusal('fileMalformed', { file, place: `XML <${openCount}>` });
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0;
    openCount += 1;
    texts.push('');
    if (texts.length > deepestNesting) throw new Refusal('nestingTooDeep', { file, limit: deepestNesting });
    elements.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0;
    elements.close(localName(name), (texts.pop() ?? '').trim());
  });
  const addText = (text: string): void => {
    sinceEvent = 0;
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  for await (const piece of readText(source, encoding)) {
    sinceEvent += piece.length;
    if (sinceEvent > mostTextCharacters) throw new Refusal('tooManyTexts', { file, limit: mostTextCharacters });
    parser.write(piece);
    yield;
  }
  parser.close();
  yield;
}

/** Whether the first element of a text, behind its declaration and comments, is of this name. */
export function beginsWithElement(text: string, name: string): boolean {
  const bare = text.replace(/^<\?xml[^>]*>/, '').replaceAll(/<!--[\s\S]*?-->/g, '');
  return new RegExp(`^\\s*(?:<!DOCTYPE[^>]*>\\s*)?<(?:\\w+:)?${name}[\\s>]`, 'i').test(bare);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The encoding of an XML file: as asked, by its declaration, else detected (which a declared UTF-8 must agree with). */
export async function chooseXmlEncoding(source: ByteSource, asked: string | undefined): Promise<Result<TextEncoding>> {
  if (asked !== undefined) return chooseEncoding(source, asked);
  const declared = await declaredEncoding(source);
  return declared === null || declared === 'utf-8' ? chooseEncoding(source, undefined) : done({ encoding: declared, certain: true });
}

async function declaredEncoding(source: ByteSource): Promise<string | null> {
  for await (const bytes of source.stream()) {
    const declaration = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(new TextDecoder().decode(bytes.subarray(0, 200)));
    try {
      return declaration === null ? null : new TextDecoder(declaration[1]).encoding;
    } catch {
      return null;
    }
  }
  return null;
}
