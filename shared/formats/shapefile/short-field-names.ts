import type { TableName } from '../../model/index.ts';
import { exportedFields } from '../export-columns.ts';

const longestNameBytes = 10;

/** The name of every exported field in a DBF, where 10 bytes is the most: cut, with a number where two would be the same. */
export function shortFieldNames(table: TableName): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const taken = new Set<string>();
  for (const field of exportedFields(table)) {
    let name = field.slice(0, longestNameBytes);
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${field.slice(0, longestNameBytes - String(count).length)}${count}`;
    taken.add(name.toLowerCase());
    names[field] = name;
  }
  return names;
}
