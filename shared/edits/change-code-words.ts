import { newRow } from '../model/entity.ts';
import { type Change, entities } from '../model/index.ts';
import { rowOfStored } from './row-of-stored.ts';

export interface ChangeCodeWordsArguments {
  /** The code table as read. */
  entries: readonly (Record<string, unknown> & { id: string })[];
  list: string;
  /** The office's own words of each code that changes, most usual first; none takes them away. */
  words: ReadonlyMap<string, readonly string[]>;
  newId: () => string;
}

/** Gives codes of a list other words of the office's own, by which cells of imported files are read. */
export function changeCodeWords({ entries, list, words, newId }: ChangeCodeWordsArguments): Change {
  const rows = Array.from(words, ([code, own]) => {
    const stored = entries.find((entry) => entry.list === list && entry.code === code);
    const { synonyms: _old, ...others } = (stored?.parameters ?? {}) as Record<string, string | number | boolean | null>;
    const parameters = own.length === 0 ? others : { ...others, synonyms: own.join('、') };
    return stored === undefined
      ? newRow(entities.code_entry, newId(), { list, code, parameters })
      : { ...rowOfStored('code_entry', stored), parameters };
  });
  return { note: { edit: 'changeCodeWords', subject: null, count: rows.length }, puts: { code_entry: rows }, deletes: {} };
}
