import type { Language } from '../ipc/index.ts';
import { texts } from '../text/index.ts';
import type { Issue } from './issue.ts';

/** What is wrong at one place, in words: `列：what（suggestion）`. */
export function sayIssue({ code, column, value, suggestion }: Issue, language: Language): string {
  const words = texts[language];
  const what = words.issues[code].replaceAll('{{value}}', value ?? '');
  const where = column === null ? '' : `${column}${words.app.colon}`;
  return `${where}${what}${suggestion ? words.imports.issueSheetSuggestion.replace('{{suggestion}}', suggestion) : ''}`;
}
