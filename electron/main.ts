import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { ownArguments } from './command-line/own-arguments.ts';
import { parseArguments, peekArguments } from './command-line/parse-arguments.ts';
import { chooseRendering } from './gpu.ts';
import { openLog } from './log.ts';
import { turnOffBackgroundNetworking } from './network-guard.ts';
import { readPreferences, temporaryPreferences } from './preferences.ts';
import { registerAppScheme } from './protocol.ts';
import { runApp } from './run-app.ts';
import { makeTemporaryProfile } from './temporary-profile.ts';
import { sayFailure, translator } from './translate.ts';
import { whyNotWritable } from './why-not-writable.ts';

const argv = ownArguments(process.argv, app.isPackaged);
const peek = peekArguments(argv);

const userData = app.commandLine.getSwitchValue('user-data-dir') || app.getPath('userData');
const log = openLog(join(userData, 'logs'));
app.setPath('userData', peek.headless ? makeTemporaryProfile(tmpdir()) : userData);
// Pixels of pictures are pixels of the asked size, whatever the screen.
if (peek.headless) app.commandLine.appendSwitch('force-device-scale-factor', '1');
const kept = readPreferences({ folder: userData, onProblem: log.warn });
const preferences = peek.headless ? temporaryPreferences(peek.language ?? 'zh-CN', 'light', kept.values.operator) : kept;

registerAppScheme();
turnOffBackgroundNetworking(app);
const rendering = chooseRendering(app, !peek.headless);

const fail = (message: string, code: number) => {
  process.stderr.write(`${message}\n`);
  log.error(message);
  app.exit(code);
};
const crash = (error: unknown) => fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

const t = translator(peek.language ?? preferences.values.language);
const line = parseArguments(argv);
if (!line.ok) {
  fail(`${t('cli.error', { message: sayFailure(t, line.failure) })}\n${t('cli.usage')}`, 2);
} else if (!line.value.headless && !app.requestSingleInstanceLock()) {
  leaveToFirst(line.value.steps.length > 0).catch(crash);
} else {
  runApp({ line: line.value, folder: process.cwd(), log, preferences, rendering }).catch(crash);
}

/**
 * The first instance was handed this command line and opens what it names. Where the profile's folder cannot be written to, Chromium answers
 * as if there were one: then the reason is said.
 */
async function leaveToFirst(hasSteps: boolean): Promise<void> {
  const refused = whyNotWritable(userData);
  if (refused !== null) {
    await app.whenReady();
    await dialog.showMessageBox({ type: 'error', message: t('cli.notStarted'), detail: sayFailure(t, refused) });
    fail(sayFailure(t, refused), 1);
  } else if (hasSteps) fail(t('cli.error', { message: t('failures.cliAlreadyRunning') }), 1);
  else app.exit(0);
}
