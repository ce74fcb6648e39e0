import type { LogExtent, LogFilter, LogLine } from '../../../shared/ipc/index.ts';
import { type LogEntry, readEntries, shownNote } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import type { SqlValue } from '../table-layout.ts';

/** Lines of the log before a revision, newest first, of those a filter leaves. */
export function readLog(
  connection: Connection,
  request: { before: number | null; limit: number; offset?: number | undefined; filter?: LogFilter | undefined },
): LogLine[] {
  const { sql, parameters } = conditionOf(request.filter);
  return readEntries(
    connection,
    `rev < ? AND ${sql} ORDER BY rev DESC LIMIT ? OFFSET ?`,
    request.before ?? Number.MAX_SAFE_INTEGER,
    ...parameters,
    request.limit,
    request.offset ?? 0,
  ).map(lineOf);
}

/** How long the log is, filtered, and what can be filtered by. */
export function readLogExtent(connection: Connection, filter: LogFilter): LogExtent {
  const { sql, parameters } = conditionOf(filter);
  const ends = connection.get<{ firstAt: string | null; lastAt: string | null }>(
    'SELECT min(at) AS firstAt, max(at) AS lastAt FROM change_log',
  );
  return {
    total: connection.get<{ n: number }>(`SELECT count(*) AS n FROM change_log WHERE ${sql}`, ...parameters)?.n ?? 0,
    actors: connection
      .allValues("SELECT DISTINCT actor FROM change_log WHERE actor <> '' ORDER BY actor")
      .map(([actor]) => actor as string),
    firstAt: ends?.firstAt ?? null,
    lastAt: ends?.lastAt ?? null,
  };
}

/** An entry as it is shown. */
export function lineOf(entry: LogEntry): LogLine {
  const { rev, at, actor, kind, tables, importBatchId, undoneBy } = entry;
  const standing = undoneBy === null && (kind === 'edit' || kind === 'redo');
  return { rev, at, actor, kind, note: shownNote(entry), tables, importBatchId, standing, undoneBy };
}

function conditionOf(filter: LogFilter | undefined): { sql: string; parameters: SqlValue[] } {
  const parts: string[] = ['1'];
  const parameters: SqlValue[] = [];
  const add = (part: string, ...values: SqlValue[]) => {
    parts.push(part);
    parameters.push(...values);
  };
  if (filter !== undefined) {
    const { text, edits, actor, from, to } = filter;
    const marks = edits.map(() => '?').join(', ');
    if (text.trim() !== '') {
      add(
        `(instr(lower(coalesce(json_extract(note, '$.subject'), '')), lower(?)) > 0
          OR json_extract(note, '$.edit') IN (${marks}) OR kind IN (${marks}))`,
        text.trim(),
        ...edits,
        ...edits,
      );
    }
    if (actor !== null) add('actor = ?', actor);
    if (from !== null) add('at >= ?', new Date(from).toISOString());
    if (to !== null) add('at < ?', new Date(to).toISOString());
  }
  return { sql: parts.join(' AND '), parameters };
}
