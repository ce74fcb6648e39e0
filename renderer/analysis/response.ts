import { buildNetwork } from '../../shared/analyses/network/index.ts';
import type { Watch } from '../../shared/analyses/pace.ts';
import {
  checkRequest,
  type GhostDrag,
  type GhostPreview,
  type GhostStation,
  type ResponseAnswer,
  type ResponseInputs,
  type ResponseNeed,
  type ResponseRequest,
  type ResponseTaskId,
  responseTasks,
  type Scope,
  startGhostDrag,
} from '../../shared/analyses/response/index.ts';
import { withinScope } from '../../shared/analyses/response/within-scope.ts';
import type { ColumnSet, ColumnSetName } from '../../shared/ipc/data-plane.ts';
import { done, failed, type Result } from '../../shared/model/failure.ts';
import type { TableName } from '../../shared/model/index.ts';
import { type DataPort, openColumnReader } from './read-columns.ts';

const CHUNK_ROWS = 20_000;
const columnNeeds = ['premises', 'hazards', 'inspections'] as const satisfies readonly (ResponseNeed & ColumnSetName)[];
type ColumnNeed = (typeof columnNeeds)[number];

/** Tables whose change makes what was read stale. */
const tablesOf: Record<ColumnNeed | 'network', readonly TableName[]> = {
  network: ['road', 'turn_restriction'],
  premises: ['premises', 'hazard'],
  hazards: ['hazard', 'premises'],
  inspections: ['inspection', 'premises'],
};

/** What the window knows better than the columns: few rows, and the day that is looked at. */
export interface ResponseContext extends Pick<ResponseInputs, 'stations' | 'unplacedStations' | 'zones' | 'asOfDay'> {
  /** The revision that is looked at; null for the present. Roads are those of the present in any case. */
  rev: number | null;
  /** What counts, and the filters that say so; null for all there is. */
  scope: (Scope & { filters: object }) | null;
}

/**
 * Response analyses over one open workspace. Columns and the network are read when a task first needs them and kept until a change touches their
 * tables. One task at a time: a newer one waits for those before it.
 */
export function createResponse(port: DataPort, workspaceId: string) {
  const reader = openColumnReader(port);
  const kept = new Map<ColumnNeed | 'network', unknown>();
  let queue: Promise<unknown> = Promise.resolve();
  /** The revision the columns kept are of; null for the present. */
  let columnsRev: number | null = null;
  let drag: { key: string; started: Promise<Result<GhostDrag>> } | null = null;

  const columns = async <S extends ColumnNeed>(set: S, rev: number | null): Promise<Result<ColumnSet<S>>> => {
    if (rev !== columnsRev) for (const need of columnNeeds) kept.delete(need);
    columnsRev = rev;
    const before = kept.get(set);
    if (before !== undefined) return done(before as ColumnSet<S>);
    const read = await reader.read(set, CHUNK_ROWS, () => undefined, rev ?? undefined);
    if (!read.ok) return read;
    if (read.value.workspaceId !== workspaceId) return failed('superseded');
    kept.set(set, read.value);
    return done(read.value as unknown as ColumnSet<S>);
  };
  const network = async (): Promise<Result<ResponseInputs['network']>> => {
    const before = kept.get('network');
    if (before !== undefined) return done(before as ResponseInputs['network']);
    const read = await reader.readRoads(CHUNK_ROWS);
    if (!read.ok) return read;
    if (read.value.workspaceId !== workspaceId) return failed('superseded');
    const built = read.value.roads.count === 0 ? null : buildNetwork(read.value.roads);
    kept.set('network', built);
    return done(built);
  };

  const inputsFor = async (needs: readonly ResponseNeed[], context: ResponseContext): Promise<Result<ResponseInputs>> => {
    const roads = needs.includes('network') ? await network() : done(null);
    if (!roads.ok) return roads;
    if (needs.includes('network') && roads.value === null) return failed('noRoads');
    const sets: Partial<Record<ColumnNeed, ColumnSet<ColumnNeed>>> = {};
    for (const set of columnNeeds) {
      if (!needs.includes(set)) continue;
      const read = await columns(set, context.rev);
      if (!read.ok) return read;
      sets[set] = read.value;
    }
    const version = await reader.version();
    if (!version.ok) return version;
    const empty = { rev: version.value.rev, count: 0, columns: {} };
    const { stations, unplacedStations, zones, asOfDay, scope } = context;
    const inputs: ResponseInputs = {
      stations,
      unplacedStations,
      zones,
      asOfDay,
      rev: context.rev ?? version.value.rev,
      network: roads.value,
      premises: (sets.premises ?? empty) as ColumnSet<'premises'>,
      hazards: (sets.hazards ?? empty) as ColumnSet<'hazards'>,
      inspections: (sets.inspections ?? empty) as ColumnSet<'inspections'>,
    };
    return done(scope === null ? inputs : withinScope(inputs, scope));
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  };
  const startDrag = async (request: ResponseRequest<'coverage'>, context: ResponseContext): Promise<Result<GhostDrag>> => {
    const checked = checkRequest('coverage', request);
    if (!checked.ok) return checked;
    const inputs = await inputsFor(responseTasks.coverage.needs, context);
    return inputs.ok ? done(await startGhostDrag(checked.value, inputs.value)) : inputs;
  };

  return {
    /**
     * Runs a task. Failures: `cancelled`, `noRoads`, `superseded`, `badParameters` with the parameter's path, and the record's own.
     */
    run<Id extends ResponseTaskId>(
      id: Id,
      request: ResponseRequest<Id>,
      context: ResponseContext,
      watch: Watch,
    ): Promise<Result<ResponseAnswer<Id>>> {
      const work = async (): Promise<Result<ResponseAnswer<Id>>> => {
        if (watch.signal?.aborted) return failed('cancelled');
        const { needs, run } = responseTasks[id];
        const checked = checkRequest(id, request);
        if (!checked.ok) return checked;
        const inputs = await inputsFor(needs, context);
        if (!inputs.ok) return inputs;
        try {
          const result = (await run(checked.value as never, inputs.value, watch)) as Result<ResponseAnswer<Id>>;
          const { scope } = context;
          if (!result.ok || scope === null) return result;
          return done({ ...result.value, scope: { premises: scope.premises.length, filters: scope.filters } });
        } catch (reason) {
          if (watch.signal?.aborted) return failed('cancelled');
          throw reason;
        }
      };
      return inTurn(work);
    },
    /**
     * Coverage with ghosts where they are being dragged. The first call of a request searches from the stations there are, in turn with the tasks; those
     * after it answer at once, between the slices of a task.
     */
    async dragGhosts(
      request: ResponseRequest<'coverage'>,
      ghosts: readonly GhostStation[],
      context: ResponseContext,
    ): Promise<Result<GhostPreview>> {
      const key = JSON.stringify([
        { ...request, ghostStations: [] },
        context.rev,
        context.asOfDay,
        context.stations,
        context.scope?.filters,
      ]);
      if (drag?.key !== key) drag = { key, started: inTurn(() => startDrag(request, context)) };
      const mine = drag;
      const started = await mine.started;
      // What failed is tried anew by the next call.
      if (!started.ok && drag === mine) drag = null;
      return started.ok ? done(started.value.move(ghosts)) : started;
    },
    /** Rows of these tables changed: what was read of them is read anew by the next task. */
    forget(tables: readonly TableName[]): void {
      for (const [need, of] of Object.entries(tablesOf)) {
        if (of.some((table) => tables.includes(table))) kept.delete(need as ColumnNeed);
      }
      drag = null;
    },
    close: () => reader.close(),
  };
}
