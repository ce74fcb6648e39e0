/**
 * Starts that make a spreadsheet take a cell for a formula, also in their full-width forms (OWASP: CSV injection). Leading blanks count
 * too: some programs drop them.
 */
const formulaStart = /^'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const apostrophe = 39;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** Whether a spreadsheet could take the text for a formula. A plain number is none, negative or not. */
export const startsFormula = (text: string): boolean => formulaStart.test(text) && !plainNumber.test(text);

/** The text with an apostrophe before what could start a formula; `withoutMark` takes it away again, whatever the text was. */
export const withMark = (text: string): string => (startsFormula(text) ? `'${text}` : text);

/** What `withMark` was given. An apostrophe before anything else is part of the text. */
export const withoutMark = (text: string): string =>
  text.charCodeAt(0) === apostrophe && startsFormula(text.slice(1)) ? text.slice(1) : text;
