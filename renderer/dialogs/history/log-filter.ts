import type { TFunction } from 'i18next';
import { edits } from '../../../shared/text/zh-CN/edits.ts';
import { editText } from '../../i18n.ts';

/** The edits whose name on screen contains the words. */
export function editsNamed(t: TFunction, words: string): string[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  return Object.keys(edits).filter((edit) => {
    const name = edit === 'undo' || edit === 'redo' ? t(`history.kind.${edit}`) : editText(t, { edit, subject: null, count: 0 });
    return name.toLowerCase().includes(wanted);
  });
}

/** The instant a day on this machine's calendar begins, and the one the next begins. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00`).toISOString();
export function endOfDay(day: string): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}
