import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { entities } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { type SeededRandom, seededRandom } from '../../../shared/testing/seeded-random.ts';
import { texts } from '../../../shared/text/index.ts';
import { type Connection, connectionTo } from '../connection.ts';
import { openSqlite } from '../sqlite.ts';
import { openTestRecord, scriptedImport, successOf, type TestRecord } from '../testing/open-test-record.ts';
import { verifyLog } from './verify-log.ts';

let test: TestRecord;
let connection: Connection;
beforeAll(async () => {
  test = await openTestRecord();
  const { record } = test;
  successOf(await record.apply({ change: aWorkspace().withPremises(60).withHazards(20).withZones(2).toChange() }));
  const batch = successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=50&hazards=20'), commit: true }));
  const [row] = await record.page({ table: 'premises', afterFid: 0, limit: 1 });
  const premises = newRow(entities.premises, row?.id as string, { name: '改名超市' });
  const note = { edit: 'editPremises', subject: null, count: 1 };
  for (let seats = 0; seats < 6; seats++) {
    successOf(await record.apply({ change: { note, puts: { premises: [{ ...premises, seats }] }, deletes: {} } }));
  }
  successOf(await record.undo(null));
  successOf(await record.undo(null));
  successOf(await record.redo(null));
  successOf(await record.undo(null));
  expect(batch.importBatchId).not.toBeNull();
  await record.close(null);
  connection = connectionTo(openSqlite(test.path, { readOnly: false }));
});
afterAll(async () => {
  connection.close();
  await test.dispose();
});

const verify = async () => {
  const verdict = await verifyLog(connection, { onEntry: () => undefined, breathe: async () => undefined, cancelled: () => false });
  if (verdict === null) throw new Error('cancelled');
  return verdict;
};

it('finds a log sound that nobody touched', async () => {
  expect(await verify()).toMatchObject({ rev: 12, entries: 12, faultsTotal: 0, faults: [] });
});

it('stops when cancelled', async () => {
  let entries = 0;
  const stopped = await verifyLog(connection, {
    onEntry: () => void entries++,
    breathe: async () => undefined,
    cancelled: () => entries === 3,
  });
  expect([stopped, entries]).toEqual([null, 3]);
});

/** A change somebody could make to the stored log; says the SQL that did it. */
type Tampering = (random: SeededRandom) => string;

const pick = <T>(random: SeededRandom, list: readonly T[]): T => random.pick(list as T[]);
const revs = () => connection.allValues('SELECT rev FROM change_log').map(([rev]) => rev as number);
const chunks = () => connection.allValues('SELECT rev, seq FROM change_chunk') as [number, number][];
const text = (random: SeededRandom) => `x${random.integer(1_000_000)}`;

const tamperings: Record<string, Tampering> = {
  'edits an entry': (random) => {
    const column = pick(random, ['at', 'actor', 'kind', 'note', 'tables', 'chunks', 'hash']);
    return `UPDATE change_log SET ${column} = ${column} || '${text(random)}' WHERE rev = ${pick(random, revs())}`;
  },
  'edits a reference of an entry': (random) => {
    const [column, value] = pick(random, [
      ['undo_of', `coalesce(undo_of, 0) + ${1 + random.integer(5)}`],
      ['undone_by', `coalesce(undone_by, 0) + ${1 + random.integer(5)}`],
      ['import_batch_id', `'${text(random)}'`],
    ] as const);
    return `UPDATE change_log SET ${column} = ${value} WHERE rev = ${pick(random, revs())}`;
  },
  'empties a column of an entry': (random) =>
    `UPDATE change_log SET ${pick(random, ['at', 'actor', 'note', 'tables', 'chunks', 'hash'])} = '' WHERE rev = ${pick(random, revs())}`,
  'deletes entries': (random) => `DELETE FROM change_log WHERE rev = ${pick(random, revs())}`,
  'deletes a whole revision': (random) => {
    const rev = pick(random, revs());
    return `DELETE FROM change_log WHERE rev = ${rev}; DELETE FROM change_chunk WHERE rev = ${rev}`;
  },
  'cuts the tail off': (random) => {
    const rev = pick(random, revs());
    return `DELETE FROM change_log WHERE rev >= ${rev}; DELETE FROM change_chunk WHERE rev >= ${rev};
      UPDATE change_log SET undone_by = NULL WHERE undone_by >= ${rev}`;
  },
  'swaps two entries': (random) => {
    const [one, other] = twoOf(random, revs());
    return `UPDATE change_log SET rev = -1 WHERE rev = ${one}; UPDATE change_log SET rev = ${one} WHERE rev = ${other};
      UPDATE change_log SET rev = ${other} WHERE rev = -1`;
  },
  'swaps two revisions with their chunks': (random) => {
    const [one, other] = twoOf(random, revs());
    return ['change_log', 'change_chunk']
      .map(
        (table) => `UPDATE ${table} SET rev = -1 WHERE rev = ${one}; UPDATE ${table} SET rev = ${one} WHERE rev = ${other};
      UPDATE ${table} SET rev = ${other} WHERE rev = -1`,
      )
      .join(';');
  },
  'adds an entry': (random) =>
    `INSERT INTO change_log (rev, at, actor, kind, note, tables) VALUES (${13 + random.integer(3)}, '2026-01-01', 'x', 'edit', '{}', '{}')`,
  'edits a chunk': (random) => {
    const [rev, seq] = pick(random, chunks());
    const [blob] = connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', rev, seq) as [Uint8Array];
    const bytes = Buffer.from(blob);
    const at = random.integer(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << random.integer(8));
    return `UPDATE change_chunk SET blob = x'${bytes.toString('hex')}' WHERE rev = ${rev} AND seq = ${seq}`;
  },
  'cuts a chunk short': (random) => {
    const [rev, seq] = pick(random, chunks());
    return `UPDATE change_chunk SET blob = substr(blob, 1, length(blob) - ${1 + random.integer(20)}) WHERE rev = ${rev} AND seq = ${seq}`;
  },
  'relabels a chunk': (random) => {
    const [rev, seq] = pick(random, chunks());
    const what = pick(random, ["table_name = 'station'", 'row_count = row_count + 1', 'seq = seq + 40', `rev = ${20 + random.integer(9)}`]);
    return `UPDATE change_chunk SET ${what} WHERE rev = ${rev} AND seq = ${seq}`;
  },
  'deletes a chunk': (random) => {
    const [rev, seq] = pick(random, chunks());
    return `DELETE FROM change_chunk WHERE rev = ${rev} AND seq = ${seq}`;
  },
  'swaps two chunks': () =>
    'UPDATE change_chunk SET seq = -1 WHERE rev = 1 AND seq = 0; UPDATE change_chunk SET seq = 0 WHERE rev = 1 AND seq = 1; UPDATE change_chunk SET seq = 1 WHERE rev = 1 AND seq = -1',
  'copies a chunk into another revision': (random) =>
    `INSERT INTO change_chunk SELECT ${3 + random.integer(9)}, 50 + ${random.integer(9)}, table_name, row_count, blob FROM change_chunk WHERE rev = 1 AND seq = 0`,
  'moves the head': (random) =>
    pick(random, [
      `UPDATE workspace_meta SET head_rev = head_rev - ${1 + random.integer(5)}`,
      `UPDATE workspace_meta SET head_hash = '${text(random)}'`,
    ]),
};

function twoOf(random: SeededRandom, list: number[]): [number, number] {
  const one = pick(random, list);
  return [
    one,
    pick(
      random,
      list.filter((each) => each !== one),
    ),
  ];
}

it('finds 1,000 of 1,000 tamperings', { timeout: 120_000 }, async () => {
  const random = seededRandom(7);
  const names = Object.keys(tamperings);
  const missed: string[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < 1000; index++) {
    const name = names[index % names.length] as string;
    connection.exec('BEGIN');
    const sql = (tamperings[name] as Tampering)(random);
    connection.exec(sql);
    const { faults, faultsTotal } = await verify();
    if (faultsTotal === 0) missed.push(`${name}: ${sql}`);
    for (const { code } of faults) seen.add(code);
    connection.exec('ROLLBACK');
  }
  expect(missed).toEqual([]);
  expect([...seen].sort()).toEqual(Object.keys(texts['zh-CN'].history.faults).sort());
  expect(await verify()).toMatchObject({ faultsTotal: 0 });
});

it('says which revision and what', async () => {
  const faultsAfter = async (sql: string) => {
    connection.exec(`BEGIN; ${sql}`);
    const { faults } = await verify();
    connection.exec('ROLLBACK');
    return faults;
  };
  expect(await faultsAfter("UPDATE change_log SET actor = '张三' WHERE rev = 4")).toEqual([{ rev: 4, code: 'entryEdited', seq: null }]);
  expect(await faultsAfter('DELETE FROM change_chunk WHERE rev = 5')).toEqual([{ rev: 5, code: 'chunkMissing', seq: 0 }]);
  expect(await faultsAfter('DELETE FROM change_log WHERE rev > 10; DELETE FROM change_chunk WHERE rev > 10')).toContainEqual({
    rev: 11,
    code: 'entryMissing',
    seq: null,
  });
});
