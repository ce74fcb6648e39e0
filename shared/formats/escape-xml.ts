const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** A text as it stands in XML, between tags or in double quotes. */
export const escapeXml = (text: string): string => text.replaceAll(/[<>&"]/g, (character) => entities[character] as string);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML cannot hold
const controls = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with every character XML 1.0 cannot hold (or, like the carriage return, does not keep) replaced by what `replace` makes of it. */
export const replaceUnwritable = (text: string, replace: (character: string) => string): string =>
  text.replaceAll(controls, replace).replaceAll(loneSurrogates, replace);
