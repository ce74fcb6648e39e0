import {
  contextOfRows,
  type ResponseAnswer,
  type ResponseNeed,
  type ResponseRequest,
  type ResponseTaskId,
  responseTasks,
} from '../../shared/analyses/response/index.ts';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { failed, type TableName } from '../../shared/model/index.ts';
import type { ResponseContext } from '../analysis/response.ts';
import { type ResponseClient, type ResponseRun, startResponse } from '../analysis/run-response.ts';
import { openDataPort } from '../host/data-port.ts';
import { placesStore } from '../state/places.ts';
import { clearResponses, type ResponseRunner, responseStore, setResponseEntry, setResponseRunner } from '../state/response.ts';
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
    await open();
    return client!.dragGhosts(request, ghosts, contextAt(asOfDay()));
  });
  const keyOf = (id: ResponseTaskId, request: unknown, day: number): string =>
    JSON.stringify([id, request, day, responseTasks[id].needs.map((need) => versions.get(need) ?? 0)]);

  const run = async (id: ResponseTaskId, request: ResponseRequest<ResponseTaskId>): Promise<void> => {
    cancel(id);
    const serial = serials.get(id)!;
    if (workspace === null) return;
    const context = contextAt(asOfDay());
    const key = keyOf(id, request, context.asOfDay);
    const known = answers.get(key);
    if (known !== undefined) {
      setResponseEntry(id, { request, progress: null, answer: known as never, stale: false, failure: null });
      if (id === 'coverage') ghostDrag.end();
      return;
    }
    setResponseEntry(id, { request, progress: 0, failure: null });
    await open();
    if (serials.get(id) !== serial || client === null) return;
    const started = client.run(id, request, context, (progress) => {
      if (serials.get(id) === serial) setResponseEntry(id, { progress });
    });
    running.set(id, started);
    const result = await started.answer;
    if (serials.get(id) !== serial) return;
    running.delete(id);
    if (!result.ok) {
      setResponseEntry(id, { progress: null, failure: result.failure.code === 'cancelled' ? null : result.failure });
      return;
    }
    answers.set(key, result.value);
    for (const old of [...answers.keys()].slice(0, Math.max(0, answers.size - KEPT_ANSWERS))) answers.delete(old);
    const stale = keyOf(id, request, context.asOfDay) !== key;
    setResponseEntry(id, { progress: null, answer: result.value as ResponseAnswer<typeof id>, stale, failure: null });
    if (id === 'coverage') ghostDrag.end();
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
      opened = null;
      answers.clear();
      workspace = info;
      clearResponses();
    },
    /** The record moved on. @param tables the ones touched; null when it is not known which */
    changed(tables: readonly TableName[] | null): void {
      const touched = new Set((tables ?? (Object.keys(needsOfTable) as TableName[])).flatMap((table) => needsOfTable[table] ?? []));
      if (touched.size === 0) return;
      for (const need of touched) versions.set(need, (versions.get(need) ?? 0) + 1);
      client?.forget(tables ?? (Object.keys(needsOfTable) as TableName[]));
      for (const id of Object.keys(responseStore.getState().entries) as ResponseTaskId[]) {
        if (responseTasks[id].needs.some((need) => touched.has(need))) setResponseEntry(id, { stale: true });
      }
    },
    stop(): void {
      setResponseRunner(null);
      client?.stop();
    },
  };
}

function contextAt(asOfDay: number): ResponseContext {
  const { stations, zones } = placesStore.getState();
  return contextOfRows(stations, zones, asOfDay);
}
