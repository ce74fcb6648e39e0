import {
  contextOfRows,
  type ResponseAnswer,
  type ResponseNeed,
  type ResponseRequest,
  type ResponseTaskId,
  responseTasks,
  scopedTasks,
} from '../../shared/analyses/response/index.ts';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { failed, type TableName } from '../../shared/model/index.ts';
import type { ResponseContext } from '../analysis/response.ts';
import { type ResponseClient, type ResponseRun, startResponse } from '../analysis/run-response.ts';
import { openDataPort } from '../host/data-port.ts';
import { currentFilters } from '../state/filters.ts';
import { forgetPlaces } from '../state/forget-places.ts';
import { networkRequest } from '../state/network-check.ts';
import { pastStore } from '../state/past.ts';
import { placesStore } from '../state/places.ts';
import { pointSetsStore } from '../state/point-sets.ts';
import {
  clearResponses,
  type ResponseEntry,
  type ResponseRunner,
  responseStore,
  setResponseEntry,
  setResponseRunner,
} from '../state/response.ts';
import { responseScopeStore } from '../state/response-scope.ts';
import { keepGhostDrag } from './keep-ghost-drag.ts';

/** Answers kept to be shown again at once when the same is asked of the same records. */
const KEPT_ANSWERS = 12;

const needsOfTable: { [T in TableName]?: readonly ResponseNeed[] } = {
  road: ['network'],
  turn_restriction: ['network'],
  premises: ['premises', 'hazards', 'inspections'],
  hazard: ['premises', 'hazards'],
  inspection: ['inspections'],
  station: ['stations'],
  zone: ['zones'],
};

/** Ties response analyses to the open workspace: the worker starts with the first question, and answers grow stale with the records they used. */
export function keepResponse(asOfDay: () => number) {
  let client: ResponseClient | null = null;
  let workspace: WorkspaceInfo | null = null;
  /** The workspace the client has a port of. */
  let opened: Promise<void> | null = null;
  const running = new Map<ResponseTaskId, ResponseRun<unknown>>();
  const serials = new Map<ResponseTaskId, number>();
  /** Counts changes of what a need is read from. */
  const versions = new Map<ResponseNeed, number>();
  const answers = new Map<string, unknown>();
  /** What each answer on screen was computed from. */
  const bases = new Map<ResponseTaskId, Basis>();

  const open = (): Promise<void> => {
    client ??= startResponse();
    const mine = client;
    const { workspaceId } = workspace!;
    opened ??= openDataPort().then((port) => mine.open(workspaceId, port));
    return opened;
  };
  const cancel = (id: ResponseTaskId): void => {
    serials.set(id, (serials.get(id) ?? 0) + 1);
    running.get(id)?.cancel();
    running.delete(id);
    if (responseStore.getState().entries[id] !== undefined) setResponseEntry(id, { progress: null });
  };
  const ghostDrag = keepGhostDrag(async ([request, ghosts]: Parameters<ResponseRunner['dragGhosts']>) => {
    if (workspace === null) return failed('noWorkspace');
    const [context] = await Promise.all([contextAt(asOfDay(), 'coverage'), open()]);
    return client!.dragGhosts(request, ghosts, context);
  });
  /** What a task reads, as it is now: a past state moves no more, the roads are those of the present under every day. */
  const versionsOf = (id: ResponseTaskId): string => {
    const past = pastRev();
    return responseTasks[id].needs
      .map((need) => (past === null || need === 'network' ? (versions.get(need) ?? 0) : `as of ${past}`))
      .join();
  };
  const basisOf = (id: ResponseTaskId): Basis => ({ versions: versionsOf(id), rev: pastRev(), day: asOfDay(), scope: scopeOf(id) });
  const markStale = (): void => {
    for (const [id, basis] of bases) {
      const entry = responseStore.getState().entries[id];
      const stale = staleness(basis, basisOf(id));
      if (entry !== undefined && entry.stale !== stale) setResponseEntry(id, { stale });
    }
  };
  const show = (id: ResponseTaskId, request: ResponseRequest<ResponseTaskId>, answer: unknown, basis: Basis): void => {
    bases.set(id, basis);
    setResponseEntry(id, { request, progress: null, answer: answer as ResponseAnswer<typeof id>, stale: null, failure: null });
    if (id === 'coverage') ghostDrag.end();
    markStale();
  };

  const run = async (id: ResponseTaskId, request: ResponseRequest<ResponseTaskId>): Promise<void> => {
    cancel(id);
    const serial = serials.get(id)!;
    if (workspace === null) return;
    const { workspaceId } = workspace;
    // What is wrong with the roads is told before what is computed on them.
    if (id !== 'network' && responseTasks[id].needs.includes('network')) checkRoads(request as ResponseRequest<'network'>);
    const basis = basisOf(id);
    const key = JSON.stringify([id, request, basis]);
    const known = answers.get(key);
    if (known !== undefined) {
      show(id, request, known, basis);
      return;
    }
    setResponseEntry(id, { request, progress: 0, failure: null });
    const [context] = await Promise.all([contextAt(basis.day, id), open()]);
    // Opened anew meanwhile, the same workspace still answers; another does not.
    if (serials.get(id) !== serial || client === null || workspace?.workspaceId !== workspaceId) return;
    const started = client.run(id, request, context, (progress) => {
      if (serials.get(id) === serial) setResponseEntry(id, { progress });
    });
    running.set(id, started);
    const result = await started.answer.catch((error: unknown) => {
      // The bug itself goes to the log, as every rejection nobody handles.
      void Promise.reject(error);
      return failed('analysisBroken', { reason: String(error).slice(0, 200) });
    });
    if (serials.get(id) !== serial) return;
    running.delete(id);
    if (!result.ok) {
      setResponseEntry(id, { progress: null, failure: result.failure.code === 'cancelled' ? null : result.failure });
      return;
    }
    answers.set(key, result.value);
    for (const old of [...answers.keys()].slice(0, Math.max(0, answers.size - KEPT_ANSWERS))) answers.delete(old);
    show(id, request, result.value, basis);
  };
  const checkRoads = (request: ResponseRequest<'network'>): void => {
    const asked = networkRequest(request);
    const { network } = responseStore.getState().entries;
    if (network?.progress == null || JSON.stringify(network.request) !== JSON.stringify(asked)) void run('network', asked);
  };

  setResponseRunner({
    run: (id, request) => void run(id, request),
    cancel: (id) => {
      cancel(id);
      if (id === 'coverage') ghostDrag.end();
    },
    dragGhosts: (request, ghosts) => void ghostDrag.move([request, ghosts]),
  });
  return {
    /** Another workspace, or none, or its record was started anew. */
    open(info: WorkspaceInfo | null): void {
      for (const id of [...running.keys()]) cancel(id);
      ghostDrag.end();
      client?.close();
      // The record may have been started anew under the same workspace.
      if (workspace !== null && workspace.workspaceId !== info?.workspaceId) forgetPlaces();
      opened = null;
      answers.clear();
      bases.clear();
      workspace = info;
      clearResponses();
    },
    /** The record moved on. @param tables the ones touched; null when it is not known which */
    changed(tables: readonly TableName[] | null): void {
      const touched = new Set((tables ?? (Object.keys(needsOfTable) as TableName[])).flatMap((table) => needsOfTable[table] ?? []));
      if (touched.size === 0) return;
      for (const need of touched) versions.set(need, (versions.get(need) ?? 0) + 1);
      client?.forget(tables ?? (Object.keys(needsOfTable) as TableName[]));
      markStale();
    },
    /** Another day is looked at, other premises pass the filters, or the filters now count. */
    viewMoved: markStale,
    stop(): void {
      setResponseRunner(null);
      client?.stop();
    },
  };
}

/** What an answer is computed from: states of what it reads, the past revision looked at, the day and the filters. */
interface Basis {
  versions: string;
  rev: number | null;
  day: number;
  scope: string;
}

/** What differs between an answer's basis and what would be computed from now. */
function staleness(was: Basis, now: Basis): ResponseEntry<ResponseTaskId>['stale'] {
  if (was.versions !== now.versions) return was.rev === now.rev ? 'records' : 'past';
  if (was.day !== now.day) return 'day';
  return was.scope === now.scope ? null : 'filter';
}

const pastRev = (): number | null => pastStore.getState().shown?.rev ?? null;

/** The filters as they count for an analysis; empty where they do not. */
function scopeOf(id: ResponseTaskId): string {
  return responseScopeStore.getState().filtered && scopedTasks.includes(id) ? JSON.stringify(currentFilters()) : '';
}

async function contextAt(asOfDay: number, id: ResponseTaskId): Promise<ResponseContext> {
  const { stations, zones } = placesStore.getState();
  const context = { ...contextOfRows(stations, zones, asOfDay), rev: pastRev() };
  const { readMatching } = pointSetsStore.getState();
  if (scopeOf(id) === '' || readMatching === null) return { ...context, scope: null };
  const filters = currentFilters();
  const [premises, hazards] = await Promise.all([readMatching('premises'), readMatching('hazards')]);
  return { ...context, scope: { premises, hazards, filters } };
}
