import { expect, it } from 'vitest';
import type { DataRequest, DataResponse } from '../../shared/ipc/data-plane.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { type TableName, tableNames } from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { answerFromRows } from '../host/fake-columns.ts';
import type { DataPort } from './read-columns.ts';
import { createResponse, type ResponseContext } from './response.ts';

const workspaceId = 'w';

/** The record's side of the port, over rows; `asked` tells what was read. */
function portOf(tables: Map<TableName, StoredRow[]>): DataPort & { asked: string[]; revs: Set<number | undefined> } {
  const port: DataPort & { asked: string[]; revs: Set<number | undefined> } = {
    asked: [],
    revs: new Set(),
    onmessage: null,
    close: () => undefined,
    postMessage(request: DataRequest) {
      if (request.ask !== 'rev') port.asked.push(request.ask === 'roads' ? 'roads' : request.set);
      if (request.ask === 'columns') port.revs.add(request.rev);
      void (async () => {
        for (const data of answerFromRows(workspaceId, request, tables, 3)) {
          await Promise.resolve();
          port.onmessage?.({ data } as MessageEvent<DataResponse>);
        }
      })();
    },
  };
  return port;
}

function tablesOf(rows: Partial<Record<TableName, object[]>>): Map<TableName, StoredRow[]> {
  return new Map(
    tableNames.map((table) => [table, (rows[table] ?? []).map((row, index) => ({ ...row, fid: index + 1, rev: 1 }) as StoredRow)]),
  );
}
const context: ResponseContext = { asOfDay: 25_000, stations: [], unplacedStations: [], zones: [], rev: null, scope: null };

it('reads what a task needs once, and again only what a change touched', async () => {
  const port = portOf(tablesOf(aWorkspace().withPremises(30).withHazards(20).withRoads(20).rows));
  const response = createResponse(port, workspaceId);
  const answer = await response.run('coverage', {}, context, {});
  expect(answer).toMatchObject({ ok: true, value: { rev: 3, tiers: [{ premises: { covered: 0 } }, {}, {}] } });
  expect(port.asked.sort()).toEqual(['hazards', 'premises', 'roads']);
  await response.run('coverage', { hour: 8 }, context, {});
  expect(port.asked).toHaveLength(3);
  response.forget(['hazard']);
  await response.run('coverage', {}, context, {});
  expect(port.asked.slice(3).sort()).toEqual(['hazards', 'premises']);
});

it('reads a past state as it stood, and the present again after it, but the roads once', async () => {
  const port = portOf(tablesOf(aWorkspace().withPremises(30).withHazards(20).withRoads(20).rows));
  const response = createResponse(port, workspaceId);
  expect(await response.run('coverage', {}, { ...context, rev: 2 }, {})).toMatchObject({ ok: true, value: { rev: 2 } });
  await response.run('coverage', { hour: 8 }, { ...context, rev: 2 }, {});
  expect([...port.revs]).toEqual([2]);
  expect(await response.run('coverage', {}, context, {})).toMatchObject({ ok: true, value: { rev: 3 } });
  expect([...port.revs]).toEqual([2, undefined]);
  expect(port.asked.toSorted()).toEqual(['hazards', 'hazards', 'premises', 'premises', 'roads']);
});

it('says what is missing or wrong, and ends when cancelled', async () => {
  const response = createResponse(portOf(tablesOf(aWorkspace().withPremises(3).rows)), workspaceId);
  expect(await response.run('coverage', {}, context, {})).toMatchObject({ ok: false, failure: { code: 'noRoads' } });
  const wrong = await response.run(
    'coverage',
    { tiers: [{ label: 'x', types: ['fireStation'], minutes: -1, clockStart: 'dispatch' }] },
    context,
    {},
  );
  expect(wrong).toMatchObject({ ok: false, failure: { code: 'badParameters', details: { path: 'tiers.0.minutes' } } });
  const controller = new AbortController();
  controller.abort();
  expect(await response.run('coverage', {}, context, { signal: controller.signal })).toMatchObject({ failure: { code: 'cancelled' } });
});

it('follows ghosts from what one search of the stations told, until records change', async () => {
  const port = portOf(tablesOf(aWorkspace().withPremises(30).withHazards(20).withRoads(20).rows));
  const response = createResponse(port, workspaceId);
  const ghostAt = (lon: number, lat: number) => [{ name: '拟建站', type: 'fireStation' as const, lon, lat }];
  const row = tablesOf(aWorkspace().withPremises(30).rows).get('premises')![0]!;
  const [lon, lat] = (row.geom as { coordinates: [number, number] }).coordinates;
  const moved = await response.dragGhosts({}, ghostAt(lon, lat), context);
  const full = await response.run('coverage', { ghostStations: ghostAt(lon, lat) }, context, {});
  if (!moved.ok || !full.ok) throw new Error('failed');
  expect(moved.value.tiers.map(({ premises }) => premises)).toEqual(full.value.tiers.map(({ premises }) => premises));
  expect(port.asked).toHaveLength(3);
  response.forget(['premises']);
  await response.dragGhosts({}, ghostAt(lon, lat), context);
  expect(port.asked.slice(3).sort()).toEqual(['hazards', 'premises']);
});
