import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinRoadColumns } from '../../shared/analyses/response/join-road-columns.ts';
import { type ColumnSetName, columnSets, type DataResponse, NO_DAY } from '../../shared/ipc/data-plane.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import {
  entities,
  hazardSeverities,
  hazardStates,
  inspectionResults,
  newRow,
  premisesCategories,
  settledHazardStates,
  stationTypes,
  supervisionGrades,
  type TableName,
  warningColors,
} from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { answerDataRequest } from './data-port.ts';
import { openTestRecord, successOf, type TestRecord } from './testing/open-test-record.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
});
afterEach(() => test.dispose());

const fill = async () => {
  const builder = aWorkspace().withPremises(700).withHazards(900).withStations(9).withFacilities(30);
  successOf(await test.record.apply({ change: builder.toChange() }));
};
const rowsOf = (table: TableName) => test.record.page({ table, afterFid: 0, limit: 5000 });
const dayOf = (date: unknown): number => (typeof date === 'string' ? Date.parse(`${date}T00:00:00Z`) / 86_400_000 : NO_DAY);
const pointOf = (row: StoredRow | undefined): [number, number] | null => {
  const geometry = row?.geom as { coordinates: [number, number] } | null | undefined;
  return geometry ? geometry.coordinates : null;
};
const isOpen = (row: StoredRow) => !settledHazardStates.includes((row.state ?? 'found') as never);

/** A whole set as rows, read in chunks. */
function readSet(set: ColumnSetName, chunkRows: number): Record<string, number>[] {
  const rows: Record<string, number>[] = [];
  for (const chunk of test.record.columns(set, chunkRows) ?? []) {
    expect(chunk.offset).toBe(rows.length);
    expect(Object.keys(chunk.columns).sort()).toEqual(Object.keys(columnSets[set]).sort());
    for (let index = 0; index < chunk.count; index++) {
      rows.push(Object.fromEntries(Object.entries(chunk.columns).map(([name, column]) => [name, column[index] as number])));
    }
    expect(chunk.last).toBe(rows.length === chunk.total);
  }
  return rows;
}

describe('columns', () => {
  it('of premises are what the rows say', async () => {
    await fill();
    const hazards = await rowsOf('hazard');
    const expected = (await rowsOf('premises'))
      .filter((row) => row.geom !== null)
      .map((row) => {
        const own = hazards.filter((hazard) => hazard.premisesId === row.id && hazard.state !== 'void');
        const [lon, lat] = pointOf(row) as [number, number];
        return {
          fid: row.fid,
          lon,
          lat,
          category: premisesCategories.indexOf(row.category as never) + 1,
          grade: supervisionGrades.indexOf(row.supervisionGrade as never) + 1,
          color: warningColors.indexOf(row.warningColor as never) + 1,
          openHazards: own.filter(isOpen).length,
          openHighHazards: own.filter((hazard) => isOpen(hazard) && hazard.severity === 'severityHigh').length,
          totalHazards: own.length,
          mixedUse: row.mixedUse ? 1 : 0,
          registeredDay: dayOf(row.registeredOn),
          closedDay: dayOf(row.closedOn),
        };
      });
    expect(expected.some((row) => row.openHighHazards > 0)).toBe(true);
    expect(readSet('premises', 100)).toEqual(expected);
    expect(readSet('premises', 100_000)).toEqual(expected);
  });

  it('of hazards stand where their premises stand', async () => {
    await fill();
    const premises = new Map((await rowsOf('premises')).map((row) => [row.id, row]));
    const expected = (await rowsOf('hazard'))
      .filter((row) => row.state !== 'void' && pointOf(premises.get(row.premisesId as string)) !== null)
      .map((row) => {
        const [lon, lat] = pointOf(premises.get(row.premisesId as string)) as [number, number];
        const settled = [row.rectifiedOn, row.acceptedOn, row.closedOn].filter((date) => date !== null).sort()[0];
        return {
          fid: row.fid,
          lon,
          lat,
          severity: hazardSeverities.indexOf(row.severity as never) + 1,
          state: hazardStates.indexOf(row.state as never) + 1,
          open: isOpen(row) ? 1 : 0,
          prominent: row.prominent ? 1 : 0,
          premisesFid: premises.get(row.premisesId as string)?.fid ?? 0,
          foundDay: dayOf(row.foundOn),
          settledDay: isOpen(row) ? NO_DAY : dayOf(settled ?? (row.state === 'fixedOnSite' ? row.foundOn : null)),
        };
      });
    expect(expected.length).toBeGreaterThan(500);
    expect(readSet('hazards', 128)).toEqual(expected);
  });

  it('of stations and facilities carry their type', async () => {
    await fill();
    const stations = await rowsOf('station');
    expect(readSet('stations', 4).map((row) => row.type)).toEqual(stations.map((row) => stationTypes.indexOf(row.type as never) + 1));
    expect(readSet('facilities', 1000)).toHaveLength(30);
  });

  it('of inspections stand where their premises stands', async () => {
    await fill();
    const premises = await rowsOf('premises');
    const inspections = premises.slice(0, 40).map(({ id }, index) =>
      newRow(entities.inspection, crypto.randomUUID(), {
        premisesId: id,
        inspectedOn: index === 3 ? null : '2026-03-05',
        result: inspectionResults[index % 4]!,
        hazardCount: index,
      }),
    );
    const unlinked = newRow(entities.inspection, crypto.randomUUID(), { inspectedOn: '2026-03-05' });
    const note = { edit: 'importInspections', subject: null, count: 41 };
    successOf(await test.record.apply({ change: { note, puts: { inspection: [...inspections, unlinked] }, deletes: {} } }));
    const byId = new Map(premises.map((row) => [row.id, row]));
    const expected = (await rowsOf('inspection')).flatMap((row) => {
      const inspected = byId.get(row.premisesId as string);
      const point = pointOf(inspected);
      return point === null
        ? []
        : {
            fid: row.fid,
            lon: point[0],
            lat: point[1],
            premisesFid: inspected!.fid,
            inspectedDay: dayOf(row.inspectedOn),
            result: inspectionResults.indexOf(row.result as never) + 1,
            hazardCount: row.hazardCount,
          };
    });
    expect(expected.length).toBeGreaterThan(30);
    expect(readSet('inspections', 7)).toEqual(expected);
  });

  it('of an empty workspace are one empty last chunk', () => {
    const chunks = [...(test.record.columns('premises', 10) ?? [])];
    expect(chunks).toMatchObject([{ total: 0, count: 0, last: true, rev: 0 }]);
  });

  it('are all of one revision, whatever is committed meanwhile', async () => {
    await fill();
    const stream = test.record.columns('premises', 50);
    const first = stream?.next().value;
    const fids = (await rowsOf('premises')).map((row) => row.id);
    successOf(
      await test.record.apply({
        change: { note: { edit: 'removePremises', subject: null, count: 0 }, puts: {}, deletes: { premises: fids } },
      }),
    );
    let count = first?.count ?? 0;
    for (const chunk of stream ?? []) {
      expect(chunk.rev).toBe(first?.rev);
      count += chunk.count;
    }
    expect(count).toBe(first?.total);
    expect(readSet('premises', 50)).toEqual([]);
  });
});

describe('the data port', () => {
  const ask = async (request: unknown): Promise<DataResponse[]> => {
    const { port1, port2 } = new MessageChannel();
    const answers: DataResponse[] = [];
    const ended = new Promise<void>((resolve) => port2.once('close', resolve));
    port2.on('message', (answer: DataResponse) => answers.push(answer));
    await answerDataRequest(test.record, request, (answer, transfer) => port1.postMessage(answer, transfer));
    port1.close();
    await ended;
    return answers;
  };

  it('answers columns in chunks with their arrays transferred', async () => {
    await fill();
    const answers = await ask({ id: 7, ask: 'columns', set: 'stations', chunkRows: 4 });
    expect(answers).toMatchObject([
      { id: 7, kind: 'chunk', total: 9, offset: 0, count: 4, last: false },
      { id: 7, kind: 'chunk', offset: 4, count: 4, last: false },
      { id: 7, kind: 'chunk', offset: 8, count: 1, last: true, workspaceId: (await test.record.info(null))?.workspaceId },
    ]);
    const [first] = answers;
    expect(first?.kind === 'chunk' && first.columns.lon).toBeInstanceOf(Float64Array);
  });

  it('answers roads in parts, the turn restrictions with the last', async () => {
    const restriction = newRow(entities.turn_restriction, crypto.randomUUID(), {
      kind: 'no_left_turn',
      fromWayId: 1,
      viaNodeId: 2,
      toWayId: 3,
    });
    const { puts, ...change } = aWorkspace().withRoads(10).toChange();
    successOf(await test.record.apply({ change: { ...change, puts: { ...puts, turn_restriction: [restriction] } } }));
    const answers = await ask({ id: 3, ask: 'roads', chunkRows: 4 });
    const parts = answers.map((answer) => (answer.kind === 'roads' ? answer : null)!);
    expect(parts.map(({ roads, last }) => [roads.count, roads.restrictions.length, last])).toEqual([
      [4, 0, false],
      [4, 0, false],
      [2, 1, true],
    ]);
    const rows = await rowsOf('road');
    const joined = joinRoadColumns(parts.map(({ roads }) => roads));
    expect([...joined.wayId]).toEqual(rows.map((row) => row.osmWayId));
    expect([...joined.name].map((name) => joined.names[name])).toEqual(rows.map((row) => row.name ?? ''));
    expect(joined.lon.length).toBe(30);
  });

  it('tells the revision, and that nothing is open', async () => {
    await fill();
    expect(await ask({ id: 1, ask: 'rev' })).toMatchObject([{ id: 1, kind: 'rev', rev: 1 }]);
    await test.record.close(null);
    expect(await ask({ id: 2, ask: 'columns', set: 'premises', chunkRows: 5 })).toEqual([{ id: 2, kind: 'failed', code: 'noWorkspace' }]);
  });

  it.each([null, 'columns', { ask: 'rev' }, { id: 1, ask: 'columns', set: 'toString', chunkRows: 5 }, { id: 1, ask: 'drop' }])(
    'keeps silent about %j',
    async (request) => {
      expect(await ask(request)).toEqual([]);
    },
  );
});
