const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** A text as it stands in XML, between tags or in double quotes. */
export const escapeXml = (text: string): string => text.replaceAll(/[<>&"]/g, (character) => entities[character] as string);
