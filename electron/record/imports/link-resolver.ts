import type { IntakeLookup } from '../../../shared/formats/intake.ts';
import type { ReasonCode } from '../../../shared/formats/issue.ts';
import type { Connection } from '../connection.ts';
import { columnOfField, layoutOf, quoted } from '../table-layout.ts';
import type { KnownPremises, PremisesIndex } from './premises-index.ts';

/** What became of the references of a row: ids by field, and what could not be found, with whom it may mean. */
export interface ResolvedLinks {
  ids: Map<string, string>;
  problems: { code: ReasonCode; lookup: IntakeLookup; suggestion: string | null }[];
}

/**
 * Finds the rows that a row refers to. Of several ways for one field the first that finds exactly one row counts; premises are found by name
 * however it is written, and by their address among those of one name.
 */
export function createLinkResolver(connection: Connection, premises: PremisesIndex): (lookups: readonly IntakeLookup[]) => ResolvedLinks {
  const findBy = ({ table, by, value }: IntakeLookup): string | null => {
    if (by !== 'id' && !layoutOf(table).indexOf.has(by)) return null;
    const sql = `SELECT id FROM ${table} WHERE ${quoted(columnOfField(by))} = ? ORDER BY fid LIMIT 1`;
    return (connection.getValues(sql, value) ?? connection.getValues(sql, value.normalize('NFKC').trim()))?.[0] as string | null;
  };
  const candidates = (lookup: IntakeLookup): readonly KnownPremises[] => {
    const named = premises.named(lookup.value);
    if (named.length < 2 || !lookup.address) return named;
    const at = premises.at(lookup.value, lookup.address);
    return at.length > 0 ? at : named;
  };
  return (lookups) => {
    const ids = new Map<string, string>();
    const problems = new Map<string, ResolvedLinks['problems'][number]>();
    for (const lookup of lookups) {
      const { field, table, by } = lookup;
      if (ids.has(field)) continue;
      const byName = table === 'premises' && by === 'name' ? candidates(lookup) : null;
      const id = byName === null ? findBy(lookup) : byName.length === 1 ? (byName[0]?.id ?? null) : null;
      if (id) {
        ids.set(field, id);
        problems.delete(field);
        continue;
      }
      const several = byName !== null && byName.length > 1;
      const code = several ? 'ambiguousPremises' : 'unknownPremises';
      const near = byName === null ? [] : several ? byName.slice(0, 3) : premises.suggestions(lookup.value);
      if (table === 'premises' && (near.length > 0 || !problems.has(field)))
        problems.set(field, { code, lookup, suggestion: near.length > 0 ? near.map(describe).join('；') : null });
    }
    return { ids, problems: [...problems.values()] };
  };
}

const describe = ({ name, code, address }: KnownPremises): string => {
  const more = [code, address].filter((part) => part !== null).join('，');
  return more === '' ? name : `${name}（${more}）`;
};
