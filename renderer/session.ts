import type { HostEvents, OpenAttempt, WorkspaceInfo } from '../shared/ipc/index.ts';
import type { TableName } from '../shared/model/index.ts';
import type { HeldSet, LoadProgress, ViewCounts } from './analysis/analysis.ts';
import { type AnalysisClient, startAnalysis } from './analysis/run-analysis.ts';
import { openDataPort } from './host/data-port.ts';
import { host } from './host/host.ts';
import { keepHeat } from './session/keep-heat.ts';
import { keepPast } from './session/keep-past.ts';
import { keepResponse } from './session/keep-response.ts';
import { keepSelection } from './session/keep-selection.ts';
import { keepView, readKeptView, restoreView } from './session/keep-view.ts';
import { keepWaysInSight } from './session/keep-ways-in-sight.ts';
import { tellReady } from './session/tell-ready.ts';
import { basemapsStore, setBasemaps, setGroundRevision } from './state/basemaps.ts';
import { keepToday } from './state/coverage.ts';
import { currentFilters, filtersStore, noFilters, setFilterCounts, setFilters } from './state/filters.ts';
import { layersStore, setBasemapLayers, setLayerCounts, showOnly } from './state/layers.ts';
import { lookAtDay, lookedDayStore } from './state/looked-day.ts';
import { fitExtent } from './state/map-view.ts';
import { notify, notifyFailure } from './state/notices.ts';
import { outsideEditsFound } from './state/outside-edits.ts';
import { pastStore, viewPresent } from './state/past.ts';
import { setPlaces } from './state/places.ts';
import { pointSetsChanged, setMatchingReader, setTileReader, setWithinReader } from './state/point-sets.ts';
import { operatorChanged, preferencesStore, setPreferences } from './state/preferences.ts';
import { responseScopeStore } from './state/response-scope.ts';
import { keepRoundClosures } from './state/routes.ts';
import { closeWorkspaceDialog, openDialog } from './state/screen.ts';
import { clearSelection, reread } from './state/selection.ts';
import {
  isRecoverable,
  openAttempted,
  workspaceChanged,
  workspaceFailed,
  workspaceLoading,
  workspaceOpened,
  workspaceReady,
  workspaceStore,
} from './state/workspace.ts';

const groundTables: readonly TableName[] = ['road', 'building', 'land', 'waterway', 'place', 'admin_area'];
const pointTables: readonly TableName[] = ['premises', 'hazard', 'facility'];

export interface Session {
  stop(): void;
}

/**
 * Ties the window together: host events → stores, stores → analysis worker, its answers → stores. Started once, before the
 * screens, which are drawn while the record answers; the only place that knows all of them.
 */
export async function startSession(): Promise<Session> {
  const analysis = startAnalysis();
  setTileReader(analysis.tile);
  setMatchingReader((set) => analysis.matching(set));
  setWithinReader((set, polygons) => analysis.within(set, polygons));
  const heat = keepHeat(analysis);
  const refreshView = keepFilters(analysis, heat.refresh);
  const response = keepResponse(shownDay);
  const sources = keepSources(analysis, refreshView, response);
  /** The host has said which workspace is open. */
  let told = false;
  const stops = [
    host().on('workspaceOpened', (info) => {
      told = true;
      void sources.open(info);
    }),
    host().on('openAttempted', followAttempt),
    host().on('recordChanged', (change) => void sources.follow(change)),
    host().on('recordRestarted', () => void sources.reopen()),
    host().on('outsideEdits', (edits) => {
      outsideEditsFound(edits);
      if (edits.length === 0) void sources.settled();
    }),
    keepPast(analysis, { places: readPlacesNow, view: refreshView.now, present: () => sources.refresh() }),
    host().on('preferencesChanged', setPreferences),
    host().on('operatorChanged', (operator) => {
      operatorChanged(operator);
      // A card read in one role is not left open in another.
      clearSelection();
    }),
    host().on('basemapsChanged', () => void readBasemaps()),
    // A drive was pulled out or plugged in meanwhile.
    onFocus(() => void readBasemaps()),
    refreshView.stop,
    heat.stop,
    response.stop,
    lookedDayStore.subscribe(response.viewMoved),
    pastStore.subscribe(response.viewMoved),
    filtersStore.subscribe(response.viewMoved),
    responseScopeStore.subscribe(response.viewMoved),
    keepToday(),
    keepRoundClosures(),
    keepSelection(analysis),
    keepWaysInSight(),
    keepView(),
  ];
  const asked = Promise.all([host().records.info(null), host().files.attempt(null)]);
  const { app } = preferencesStore.getState();
  if (app?.show) showOnly(app.show.layers);
  if (app?.gpuCrashed) notify({ tone: 'warning', text: 'map.gpuCrashed', durationMs: null });
  // The sheet tells by itself when its numbers are there too.
  if (app?.show?.sheet === undefined) stops.push(tellReady());
  const [info, attempt] = await asked;
  // What was told meanwhile is newer than what was asked.
  if (!told) {
    const opened = sources.open(info);
    if (info === null && attempt !== null) openAttempted(attempt);
    await opened;
  }
  return {
    stop() {
      for (const stop of stops) stop();
      analysis.stop();
    },
  };
}

/** What the host tries to open. With a workspace open that one stays, and the way back for the other is a dialog. */
function followAttempt(attempt: OpenAttempt): void {
  const { path, failure } = attempt;
  if (failure === null || workspaceStore.getState().info === null) openAttempted(attempt);
  else if (isRecoverable(failure)) openDialog({ kind: 'recovery', attempt: { path, failure } });
  else if (failure.code !== 'cancelled') notifyFailure(failure);
}

/** @returns stops it */
function onFocus(work: () => void): () => void {
  window.addEventListener('focus', work);
  return () => window.removeEventListener('focus', work);
}

let basemapReads = 0;
async function readBasemaps(): Promise<void> {
  basemapReads += 1;
  const mine = basemapReads;
  const archives = await host().files.basemaps(null);
  if (mine !== basemapReads || JSON.stringify(archives) === JSON.stringify(basemapsStore.getState().archives)) return;
  setBasemaps(archives);
  setBasemapLayers(archives.map((archive) => archive.id));
}

/** Follows the record: which workspace is open, at which revision, with which columns and places. */
function keepSources(analysis: AnalysisClient, refreshView: { now(): Promise<void> }, response: ReturnType<typeof keepResponse>) {
  let opening = 0;
  let settlings = 0;
  /** Asked for before it is known whether a workspace is open: the first rows come over it. */
  let firstPort: Promise<MessagePort> | null = openDataPort();
  const takePort = (): Promise<MessagePort> => {
    const port = firstPort ?? openDataPort();
    firstPort = null;
    return port;
  };
  const onProgress = (progress: LoadProgress): void => {
    workspaceLoading(progress.done, progress.total);
    if (progress.changed.length > 0) pointSetsChanged(pointSetsOf(progress.changed));
  };

  const open = async (info: WorkspaceInfo | null): Promise<void> => {
    opening += 1;
    const mine = opening;
    viewPresent();
    lookAtDay(null);
    outsideEditsFound([]);
    clearSelection();
    closeWorkspaceDialog();
    setFilterCounts(null);
    setPlaces({ stations: [], zones: [], adminAreas: [] });
    setGroundRevision(info === null ? null : revisionOf(info));
    workspaceOpened(info);
    response.open(info);
    if (info === null) {
      void firstPort?.then((port) => port.close());
      firstPort = null;
      await Promise.all([readBasemaps(), analysis.close()]);
      pointSetsChanged(['premises', 'hazards', 'facilities']);
      return;
    }
    // All at once: the first rows wait for the slowest of these, not for one after the other.
    const snapshot = preferencesStore.getState().app?.show !== null;
    const places = readPlaces(info);
    const [port, view] = await Promise.all([takePort(), snapshot ? null : readKeptView(info.workspaceId), readBasemaps()]);
    if (mine !== opening) return port.close();
    const restored = view !== null && restoreView(view);
    // Filters made for another workspace would hide this one's records.
    if (!restored) setFilters(preferencesStore.getState().app?.show?.sheet?.filters ?? noFilters);
    if (!restored && info.extent !== null) fitExtent(info.extent, false);
    const [loaded] = await Promise.all([analysis.open(info.workspaceId, info.rev, port, onProgress), places]);
    if (mine !== opening) return;
    if (!loaded.ok) {
      if (loaded.failure.code !== 'superseded') workspaceFailed(loaded.failure);
      return;
    }
    await refreshView.now();
    if (mine !== opening) return;
    workspaceReady(loaded.value.fromCache);
    const edits = await host().records.knownOutsideEdits(null);
    if (mine === opening) outsideEditsFound(edits);
  };

  const refresh = async (fresh = false): Promise<void> => {
    const { info } = workspaceStore.getState();
    if (info === null) return;
    const mine = opening;
    const loaded = await analysis.refresh(info.rev, onProgress, fresh);
    if (mine !== opening) return;
    if (!loaded.ok && loaded.failure.code !== 'superseded') workspaceFailed(loaded.failure);
    else if (loaded.ok) workspaceReady(loaded.value.fromCache);
  };

  return {
    open,
    /** Reads the columns of the present again, after a look at the past. */
    refresh,
    /** Rows may be others at the same revision: another program's edits were put back. */
    async settled(): Promise<void> {
      const { info } = workspaceStore.getState();
      if (info === null) return;
      settlings += 1;
      setGroundRevision(`${revisionOf(info)}-${settlings}`);
      await readPlacesNow();
      response.changed(null);
      await refresh(true);
      await refreshView.now();
      reread();
    },
    /** The record's process is new: its old ports are dead. */
    reopen: () => open(workspaceStore.getState().info),
    async follow({ summary, info }: HostEvents['recordChanged']): Promise<void> {
      const before = workspaceStore.getState().info;
      if (before?.workspaceId !== info.workspaceId) return;
      workspaceChanged(info);
      const missed = info.rev > before.rev + 1;
      const touched = (tables: readonly TableName[]): boolean => missed || tables.some((table) => summary.tables[table] !== undefined);
      if (touched(groundTables)) setGroundRevision(revisionOf(info));
      const changed = missed ? null : (Object.keys(summary.tables) as TableName[]);
      // The past does not move; going back to the present reads what has come since.
      if (pastStore.getState().shown !== null) return response.changed(changed);
      if (touched(['station', 'zone', 'admin_area'])) await readPlaces(info);
      response.changed(changed);
      if (before.extent === null && info.extent !== null) fitExtent(info.extent);
      if (!touched(pointTables)) return;
      const mine = opening;
      const loaded = await analysis.refresh(info.rev, onProgress);
      if (mine !== opening) return;
      if (!loaded.ok) {
        if (loaded.failure.code !== 'superseded') workspaceFailed(loaded.failure);
        return;
      }
      await refreshView.now();
      if (mine === opening) workspaceReady(false);
    },
  };
}

/** Differs between workspaces and between revisions of their ground. */
const revisionOf = (info: WorkspaceInfo): string => `${info.workspaceId}-${info.rev}`;
const pointSetsOf = (sets: readonly HeldSet[]): readonly ('premises' | 'hazards' | 'facilities')[] => sets;

async function readPlacesNow(): Promise<void> {
  const { info } = workspaceStore.getState();
  if (info !== null) await readPlaces(info);
}

let placeReads = 0;
async function readPlaces(info: WorkspaceInfo): Promise<void> {
  const { all } = host().records;
  placeReads += 1;
  const mine = placeReads;
  const [stations, zones, adminAreas] = await Promise.all([
    all({ table: 'station' }),
    all({ table: 'zone' }),
    all({ table: 'admin_area' }),
  ]);
  if (mine !== placeReads || workspaceStore.getState().info?.workspaceId !== info.workspaceId) return;
  setPlaces({ stations, zones, adminAreas });
  setLayerCounts({ stations: stations.length, zones: zones.length, adminAreas: adminAreas.length });
}

/** Tells the worker of filters and symbols, and the stores of what passes. */
function keepFilters(analysis: AnalysisClient, refreshHeat: () => void) {
  let waiting = false;
  let applied = Promise.resolve();
  const apply = async (): Promise<void> => {
    const { premisesSymbolBy } = layersStore.getState();
    const counts = await analysis.setView({
      filters: currentFilters(),
      symbolBy: premisesSymbolBy,
      asOfDay: shownDay(),
      newestDay: lookedDayStore.getState().day ?? Infinity,
    });
    sayCounts(counts);
    pointSetsChanged(['premises', 'hazards', 'facilities']);
    refreshHeat();
  };
  /** One at a time: what changes while the worker is at it, a dragged day for example, is asked once, as it is then. */
  const soon = (): void => {
    if (waiting) return;
    waiting = true;
    const start = (): void => {
      waiting = false;
      applied = apply();
    };
    applied.then(start, start);
  };
  let before = JSON.stringify(currentFilters());
  const stopFilters = filtersStore.subscribe((state) => {
    const now = JSON.stringify(currentFilters(state));
    if (now === before) return;
    before = now;
    soon();
  });
  const stopLayers = layersStore.subscribe((state, previous) => {
    if (state.premisesSymbolBy !== previous.premisesSymbolBy) soon();
  });
  const stopDay = lookedDayStore.subscribe(soon);
  return {
    now: apply,
    stop() {
      stopDay();
      stopFilters();
      stopLayers();
    },
  };
}

function sayCounts(counts: ViewCounts | null): void {
  if (counts === null) return;
  const { premises, hazards, facilities, firstHazardDay } = counts;
  setFilterCounts({
    premises: { matching: premises.matching, total: premises.total },
    hazards: { matching: hazards.matching, total: hazards.total },
    byCategory: premises.byCategory,
    byGrade: premises.byGrade,
    byColor: premises.byColor,
    bySeverity: hazards.bySeverity,
    firstHazardDay,
  });
  setLayerCounts({ premises: premises.matching, hazards: hazards.matching, facilities });
}

/** The day looked at, days since 1970-01-01 on the wall calendar of this machine. */
function shownDay(): number {
  const { day } = lookedDayStore.getState();
  if (day !== null) return day;
  const past = pastStore.getState().shown;
  const now = past?.changedAt ? new Date(past.changedAt) : new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}
