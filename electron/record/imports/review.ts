import type { ImportRequest, Mapping } from '../../../shared/formats/intake.ts';
import { type Issue, type ReasonCode, reasonCodes } from '../../../shared/formats/issue.ts';
import type { DuplicatePage, DuplicateSuggestion, IssuePage, ReviewedField, ReviewedRow, ReviewState } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { type Connection, connectionTo } from '../connection.ts';
import { openSqlite, type SqliteDriver } from '../sqlite.ts';
import type { SqlValue } from '../table-layout.ts';

/**
 * What one run of an import found, row by row, however many there are: kept in a temporary database of SQLite, which has no name and is
 * gone with its connection. Rows and issues are paged through in the order of the file.
 */
export interface Review {
  readonly id: string;
  readonly request: ImportRequest;
  /** The table that the file's columns are read into. */
  readonly table: TableName;
  mapping: Mapping | null;
  /** Sheet of the workbook that is read. */
  sheet: string | null;
  addIssues(issues: readonly Issue[]): void;
  addRow(row: Omit<ReviewedRow, 'state'> & { state: Exclude<ReviewState, 'conflict' | 'rejected'> }): void;
  addDuplicate(suggestion: DuplicateSuggestion): void;
  /** To be called once after the last of them. */
  finish(): void;
  rows(request: { state: ReviewState | null; offset: number; limit: number }): { total: number; rows: ReviewedRow[] };
  issues(request: { codes: readonly string[] | null; column: string | null; offset: number; limit: number }): IssuePage;
  duplicates(request: { offset: number; limit: number }): DuplicatePage;
  /** Issues of the lines after one up to another, by line, in their order. */
  issuesBetween(after: number, upTo: number): Map<number, Issue[]>;
  close(): void;
}

const schema = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4096;
CREATE TABLE reviewed (seq INTEGER PRIMARY KEY, row, table_name TEXT, id TEXT, name TEXT, state TEXT, conflict INTEGER, fields TEXT);
CREATE TABLE issue (seq INTEGER PRIMARY KEY, row, code TEXT, column_name TEXT, value TEXT, field TEXT, suggestion TEXT, rejects INTEGER);
CREATE TABLE duplicate (seq INTEGER PRIMARY KEY, suggestion TEXT);
BEGIN`;
/** Made when all is in: filling tables without them is faster. */
const indexes = `
CREATE INDEX reviewed_state ON reviewed (state, seq);
CREATE INDEX reviewed_conflict ON reviewed (seq) WHERE conflict = 1;
CREATE INDEX issue_row ON issue (row, seq);
CREATE INDEX issue_code ON issue (code, row, seq);
CREATE INDEX issue_rejects ON issue (row) WHERE rejects = 1;
CREATE TABLE issue_count AS SELECT code, column_name, count(*) AS issues FROM issue GROUP BY code, column_name;
COMMIT`;

/** An empty review of a run. */
export function createReview(request: ImportRequest, table: TableName, fileName: string, driver: SqliteDriver | undefined): Review {
  const store = connectionTo(openSqlite('', { readOnly: false, driver }));
  store.exec(schema);
  const count = (sql: string, ...parameters: SqlValue[]): number => store.getValues(sql, ...parameters)?.[0] as number;
  const issueOf = ([row, code, column, value, field, suggestion]: SqlValue[]): Issue => ({
    code: code as ReasonCode,
    file: fileName,
    row: row as number | string | null,
    column: column as string | null,
    value: value as string | null,
    field: field as string | null,
    suggestion: suggestion as string | null,
    sheet: review.sheet,
  });
  const review: Review = {
    id: crypto.randomUUID(),
    request,
    table,
    mapping: request.mapping,
    sheet: null,
    addIssues: (issues) => {
      for (const { row, code, column, value, field, suggestion } of issues) {
        store.run(
          'INSERT INTO issue (row, code, column_name, value, field, suggestion, rejects) VALUES (?, ?, ?, ?, ?, ?, ?)',
          row,
          code,
          column,
          value,
          field ?? null,
          suggestion ?? null,
          reasonCodes[code] === 'error' && row !== null ? 1 : 0,
        );
      }
    },
    addRow: ({ row, table: of, id, name, state, fields }) => {
      const conflict = fields.some(({ newer }) => newer !== null);
      store.run(
        'INSERT INTO reviewed (row, table_name, id, name, state, conflict, fields) VALUES (?, ?, ?, ?, ?, ?, ?)',
        row,
        of,
        id,
        name,
        state,
        conflict ? 1 : 0,
        packFields(fields),
      );
    },
    addDuplicate: (suggestion) => {
      store.run('INSERT INTO duplicate (suggestion) VALUES (?)', JSON.stringify(suggestion));
    },
    finish: () => store.exec(indexes),
    rows: ({ state, offset, limit }) => {
      if (state === 'rejected') return rejectedRows(store, table, offset, limit);
      const condition = state === null ? 'TRUE' : state === 'conflict' ? 'conflict = 1' : 'state = ?';
      const parameters = state === null || state === 'conflict' ? [] : [state];
      const total = count(`SELECT count(*) FROM reviewed WHERE ${condition}`, ...parameters);
      const rows = store
        .allValues(
          `SELECT row, table_name, id, name, state, fields FROM reviewed WHERE ${condition} ORDER BY seq LIMIT ? OFFSET ?`,
          ...parameters,
          limit,
          offset,
        )
        .map(([row, of, id, name, was, fields]) => ({
          row: row as number | string,
          table: of as TableName,
          id: id as string,
          name: name as string | null,
          state: was as ReviewedRow['state'],
          fields: unpackFields(fields as string),
        }));
      return { total, rows };
    },
    issues: ({ codes, column, offset, limit }) => {
      // One reason alone has an index in the order of the file.
      const ofCodes = codes === null ? 'TRUE' : codes.length === 1 ? 'code = ?' : 'code IN (SELECT value FROM json_each(?))';
      const wanted = codes === null ? [] : [codes.length === 1 ? (codes[0] as string) : JSON.stringify(codes)];
      const condition = column === null ? ofCodes : `${ofCodes} AND column_name = ?`;
      const parameters = column === null ? wanted : [...wanted, column];
      const total = count(`SELECT coalesce(sum(issues), 0) FROM issue_count WHERE ${condition}`, ...parameters);
      const columns = store
        .allValues(
          `SELECT column_name, sum(issues) AS n FROM issue_count WHERE ${ofCodes} AND column_name IS NOT NULL GROUP BY column_name ORDER BY n DESC LIMIT 200`,
          ...wanted,
        )
        .map(([name, issues]) => ({ column: name as string, count: issues as number }));
      const issues = store
        .allValues(
          `SELECT row, code, column_name, value, field, suggestion FROM issue WHERE ${condition} ORDER BY row, seq LIMIT ? OFFSET ?`,
          ...parameters,
          limit,
          offset,
        )
        .map(issueOf);
      return { total, issues, columns };
    },
    duplicates: ({ offset, limit }) => ({
      total: count('SELECT count(*) FROM duplicate'),
      certain: count(
        "SELECT count(*) FROM duplicate WHERE suggestion ->> '$.score' >= 1 AND suggestion ->> '$.reason.name' >= 1 AND suggestion ->> '$.decided' IS NULL",
      ),
      duplicates: store
        .allValues('SELECT suggestion FROM duplicate ORDER BY seq LIMIT ? OFFSET ?', limit, offset)
        .map(([text]) => JSON.parse(text as string) as DuplicateSuggestion),
    }),
    issuesBetween: (after, upTo) => {
      const found = new Map<number, Issue[]>();
      const sql = 'SELECT row, code, column_name, value, field, suggestion FROM issue WHERE row > ? AND row <= ? ORDER BY row, seq';
      for (const issue of store.allValues(sql, after, upTo).map(issueOf)) {
        const line = issue.row as number;
        const issues = found.get(line);
        if (issues === undefined) found.set(line, [issue]);
        else issues.push(issue);
      }
      return found;
    },
    close: () => store.close(),
  };
  return review;
}

/** Rejected rows are known by their issues: what was wrong in which column is all there is of them. */
function rejectedRows(store: Connection, table: TableName, offset: number, limit: number): { total: number; rows: ReviewedRow[] } {
  const total = store.getValues('SELECT count(DISTINCT row) FROM issue WHERE rejects = 1')?.[0] as number;
  const origins = store.allValues('SELECT DISTINCT row FROM issue WHERE rejects = 1 ORDER BY row LIMIT ? OFFSET ?', limit, offset);
  const rows = origins.map(([row]): ReviewedRow => {
    const fields = store
      .allValues('SELECT coalesce(field, column_name), value FROM issue WHERE row = ? AND rejects = 1 ORDER BY seq', row as SqlValue)
      .flatMap(([field, value]) => (field === null ? [] : [{ field: field as string, before: null, after: value, newer: null }]));
    return { row: row as number | string, table, id: null, name: null, state: 'rejected', fields };
  });
  return { total, rows };
}

type PackedField = [field: string, before: unknown, after: unknown, newer?: ReviewedField['newer']];

const packFields = (fields: readonly ReviewedField[]): string =>
  fields.length === 0
    ? ''
    : JSON.stringify(
        fields.map(
          ({ field, before, after, newer }): PackedField => (newer === null ? [field, before, after] : [field, before, after, newer]),
        ),
      );

const unpackFields = (text: string): ReviewedField[] =>
  text === ''
    ? []
    : (JSON.parse(text) as PackedField[]).map(([field, before, after, newer]) => ({ field, before, after, newer: newer ?? null }));
