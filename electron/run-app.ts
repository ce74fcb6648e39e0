import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, type BaseWindow, dialog, session as sessions, shell } from 'electron';
import type { Language, Theme, WorkspaceInfo } from '../shared/ipc/index.ts';
import type { Operator, Result } from '../shared/model/index.ts';
import { ownArguments } from './command-line/own-arguments.ts';
import { type CommandLine, parseArguments } from './command-line/parse-arguments.ts';
import { runUnit } from './command-line/run-unit.ts';
import { type RenderingMode, relaunchOnGpuCrash } from './gpu.ts';
import { openDoor } from './ipc/open-door.ts';
import type { Log } from './log.ts';
import { setMenu } from './menu.ts';
import { denyNetwork } from './network-guard.ts';
import { localOperator } from './operator/local-operator.ts';
import { type Preferences, rememberWorkspace } from './preferences.ts';
import { serveApp } from './protocol.ts';
import { startRecordProcess } from './record/record-client.ts';
import { createDrawnWaiters } from './snapshot.ts';
import { sayFailure, type Translate, translator } from './translate.ts';
import { checkUpdates } from './updates/check-updates.ts';
import { createWindows, lockPage, lockSession } from './windows.ts';
import { createSession } from './workspace-session.ts';

export interface AppStart {
  line: CommandLine;
  /** Folder relative paths are meant from. */
  folder: string;
  log: Log;
  preferences: Preferences;
  rendering: RenderingMode;
}

/** Puts the parts together and runs until the last window closes or, headless, until the work is done. */
export async function runApp({ line, folder, log, preferences, rendering }: AppStart): Promise<void> {
  const distFolder = join(import.meta.dirname, '..');
  await app.whenReady();
  log.info(`version ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`);

  if (rendering.crashed) log.warn('software rendering after a GPU crash');

  const record = startRecordProcess();
  // Known before anything is open: a workspace that does not open is recovered by whoever has the role for it.
  void record.setOperator(localOperator(preferences));
  const windows = createWindows(preferences, join(distFolder, 'preload/preload.cjs'));
  const waiters = createDrawnWaiters();
  const session = createSession(record, () => localOperator(preferences), {
    opened: (info) => windows.broadcast('workspaceOpened', info),
    attempted: (attempt) => windows.broadcast('openAttempted', attempt),
  });
  const t: Translate = (key, details) => translator(preferences.values.language)(key, details);

  app.on('web-contents-created', (_event, contents) => lockPage(contents));
  lockSession(sessions.defaultSession);
  denyNetwork(sessions.defaultSession, log);
  serveApp(sessions.defaultSession, join(distFolder, 'renderer'), record, log);

  record.onEvent((event) => {
    if (!session.concerns(event)) return;
    if (event.event === 'changed') windows.broadcast('recordChanged', { summary: event.summary, info: event.info });
    else if (event.event === 'outsideEdits') windows.broadcast('outsideEdits', event.edits);
    else if (event.event === 'backups') windows.broadcast('backupsChanged', event.state);
    else windows.broadcast('jobProgress', event.progress);
  });
  record.onRestart((reason) => {
    log.error(`the record's process ended (${reason}) and was started again`);
    void record.setOperator(localOperator(preferences));
    void session.reopen().then(() => windows.broadcast('recordRestarted', { reason }));
  });

  const remember = (opened: Result<WorkspaceInfo>): Result<WorkspaceInfo> => {
    if (opened.ok) rememberWorkspace(preferences, opened.value, new Date());
    else log.warn(`workspace not opened: ${JSON.stringify(opened.failure)}`);
    refreshMenu();
    return opened;
  };
  const samplePath = join(app.getPath('userData'), 'workspaces', 'sample.gpkg');
  const openWorkspace = async (path: string, create: { name: string } | null = null) => remember(await session.open(path, create));
  const openSample = async () => remember(await session.openSample(samplePath, t('cli.sampleWorkspace')));
  /** Sets what the user asked for, and says when it will not be there at the next start. */
  const keep = (change: Parameters<Preferences['update']>[0]) => {
    if (!preferences.update(change)) windows.broadcast('settingsNotKept', null);
  };
  const setPreference = (change: { language?: Language; theme?: Theme }) => {
    keep(change);
    refreshMenu();
    windows.broadcast('preferencesChanged', { language: preferences.values.language, theme: preferences.values.theme });
  };
  const setOperator = async (operator: Operator) => {
    keep({ operator });
    await record.setOperator(operator);
    windows.broadcast('operatorChanged', operator);
  };
  const refreshMenu = () =>
    setMenu({
      language: preferences.values.language,
      theme: preferences.values.theme,
      recent: preferences.values.recent,
      command: (id) => windows.broadcast('command', { id }),
      openRecent: (path) => void openWorkspace(path),
      setLanguage: (language) => setPreference({ language }),
      setTheme: (theme) => setPreference({ theme }),
      openLogFolder: () => void shell.openPath(log.folder),
      checkUpdates: () => {
        checkUpdates(windows.main(), t, log).catch((error: unknown) => log.error(`updates: ${String(error)}`));
      },
      about: (window: BaseWindow | undefined) => {
        const box = { type: 'info' as const, message: t('app.name'), detail: t('menu.aboutText', { version: app.getVersion() }) };
        void (window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box));
      },
    });
  openDoor({
    record,
    session,
    preferences,
    windows,
    log,
    waiters,
    rendering,
    translate: () => t,
    openWorkspace,
    openSample,
    setPreference,
    setOperator,
  });

  const closeRecord = async () => {
    await record.cancelJob({ jobId: 'sample' });
    await session.close();
    await record.stop();
  };
  let leaving = false;
  const leave = async (code: number) => {
    leaving = true;
    windows.rememberPlaces();
    await closeRecord();
    app.exit(code);
  };
  let mainWindowOpened = false;
  app.on('window-all-closed', () => {
    // A snapshot's window closing is not the end.
    if (mainWindowOpened) app.quit();
  });
  /** Calls off what a command line asks for, while it is being done. */
  let unitInHand: AbortController | null = null;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (unitInHand !== null) unitInHand.abort();
    else if (!leaving) void leave(0);
  });
  relaunchOnGpuCrash(app, rendering, log, closeRecord);

  if (line.language !== null) preferences.update({ language: line.language });
  if (line.theme !== null) preferences.update({ theme: line.theme });
  refreshMenu();

  if (line.workspace !== null && (line.headless || line.steps.length > 0)) {
    unitInHand = new AbortController();
    const unit = await runUnit(
      { ...line, workspace: line.workspace },
      {
        record: record.as('main'),
        session,
        windows,
        waiters,
        translate: t,
        language: preferences.values.language,
        responseWorkerUrl: pathToFileURL(join(import.meta.dirname, 'response-worker.js')),
        folder,
        calledOff: unitInHand.signal,
      },
    );
    unitInHand = null;
    if (unit.ok) process.stdout.write(`${JSON.stringify(unit.value)}\n`);
    else {
      const message = `${t('cli.error', { message: sayFailure(t, unit.failure) })}\n${t('cli.unchanged', { path: line.workspace })}`;
      log.error(message);
      process.stderr.write(`${message}\n`);
    }
    if (!unit.ok || line.headless) return leave(unit.ok ? 0 : 1);
  }
  if (line.quit) return leave(0);

  app.on('second-instance', (_event, secondArgv, secondFolder) => {
    const window = windows.main();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const second = parseArguments(ownArguments(secondArgv, app.isPackaged));
    if (second.ok && second.value.workspace !== null) void openWorkspace(resolve(secondFolder, second.value.workspace));
  });
  windows.open({ role: 'main', title: t('app.name'), theme: preferences.values.theme, show: null, hiddenSize: null });
  mainWindowOpened = true;
  // The last workspace, also when it is not there any more: the window says so instead of showing another in silence. Where it is not known
  // any more which it was, the window says that, and what it found.
  const [last] = preferences.values.recent;
  if (line.workspace !== null) await openWorkspace(resolve(folder, line.workspace));
  else if (last) await openWorkspace(last.path);
  else if (!preferences.values.recentLost) await openSample();
}
