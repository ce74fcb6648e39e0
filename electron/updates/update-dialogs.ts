import type { Failure, Result } from '../../shared/model/index.ts';
import type { Translate } from '../translate.ts';
import { type AvailableUpdate, checkForUpdate, type Installed } from './check-for-update.ts';
import { fetchUpdate } from './fetch-update.ts';
import { readPublicKey } from './manifest.ts';
import type { UpdateSettings } from './update-settings.ts';
import { isSourceAddress } from './update-source.ts';

/** The native dialogs, as the conversation below uses them. */
export interface UpdateScreen {
  /** Shows a box with buttons and answers with the index of the one pressed; closing it is the last one. */
  ask(message: string, detail: string, buttons: string[]): Promise<number>;
  /** Shows a box with one button while work goes on; pressing it calls `cancel`. Answers with how to close it. */
  showBusy(message: string, button: string, cancel: () => void): () => void;
  chooseFolder(): Promise<string | null>;
  /** Asks for a file and answers with its text. */
  chooseKey(): Promise<string | null>;
  clipboardText(): Promise<string>;
  /** Part of the work done, 0 to 1; null when it has ended. */
  showProgress(part: number | null): void;
  revealFile(path: string): void;
}

export interface UpdateParts {
  screen: UpdateScreen;
  translate: Translate;
  /** This program without the key: that is the package's own, else the one in the settings. */
  installed: Omit<Installed, 'publicKey'>;
  packagedKey: string | null;
  /** Folder downloads are put in. */
  folder: string;
  readSettings(): UpdateSettings;
  writeSettings(settings: UpdateSettings): void;
}

/**
 * The conversation behind "check for updates": where from (asked the first time), what is there, fetch it, show the file. Only these
 * dialogs set the source, no window can; and nothing is run, the user starts the installer.
 */
export async function runUpdateDialogs(parts: UpdateParts): Promise<void> {
  const { screen, translate: t, packagedKey, readSettings } = parts;
  let settings: UpdateSettings | null = readSettings();
  while (settings !== null) {
    const publicKey: string | null = packagedKey ?? settings.publicKey;
    if (settings.source === null || publicKey === null) {
      settings = await chooseSource(parts);
      continue;
    }
    const source: string = settings.source;
    const found = await busy(parts, t('updates.checking'), (signal) => checkForUpdate(source, { ...parts.installed, publicKey }, signal));
    if (!found.ok && found.failure.code === 'updateCancelled') return;
    const [message, detail]: [string, string] = found.ok ? sayFound(parts, found.value) : [sayFailure(t, found.failure), ''];
    const buttons = [t('updates.changeSource'), t('updates.close')];
    if (found.ok && found.value) buttons.unshift(t('updates.fetch'));
    const pressed: string | undefined = buttons[await screen.ask(message, `${detail}${t('updates.sourceIs', { source })}`, buttons)];
    if (pressed === t('updates.fetch') && found.ok && found.value) return fetchAndReveal(parts, found.value);
    settings = pressed === t('updates.changeSource') ? await chooseSource(parts) : null;
  }
}

/** Asks where updates come from and keeps the answer. Null when the user wants none, or turned them off. */
async function chooseSource(parts: UpdateParts): Promise<UpdateSettings | null> {
  const { screen, translate: t, packagedKey, readSettings, writeSettings } = parts;
  const before = readSettings();
  const copied = (await screen.clipboardText()).trim();
  const address = /^https?:/i.test(copied) && isSourceAddress(copied) ? copied : null;
  const buttons = [t('updates.chooseFolder')];
  if (address !== null) buttons.push(t('updates.useAddress', { address: address.slice(0, 60) }));
  if (before.source !== null) buttons.push(t('updates.turnOff'));
  buttons.push(t('updates.close'));
  const pressed = buttons[await screen.ask(t('updates.whereFrom'), t('updates.whereFromDetail'), buttons)];
  if (pressed === t('updates.close')) return null;
  if (pressed === t('updates.turnOff')) {
    writeSettings({ ...before, source: null });
    return null;
  }
  const source = pressed === buttons[0] ? await screen.chooseFolder() : address;
  if (source === null) return null;
  const publicKey = packagedKey === null ? await choosePublicKey(parts, before.publicKey) : before.publicKey;
  if (packagedKey === null && publicKey === null) return null;
  writeSettings({ source, publicKey });
  return readSettings();
}

async function choosePublicKey({ screen, translate: t }: UpdateParts, known: string | null): Promise<string | null> {
  if (known !== null) return known;
  const buttons = [t('updates.chooseKey'), t('updates.close')];
  if ((await screen.ask(t('updates.keyMissing'), t('updates.keyMissingDetail'), buttons)) !== 0) return null;
  const text = await screen.chooseKey();
  if (text === null) return null;
  const key = readPublicKey(text);
  if (key !== null) return key.export({ type: 'spki', format: 'der' }).toString('base64');
  await screen.ask(sayFailure(t, { code: 'updateKeyUnusable', details: {} }), '', [t('updates.close')]);
  return null;
}

async function fetchAndReveal(parts: UpdateParts, update: AvailableUpdate): Promise<void> {
  const { screen, translate: t, folder } = parts;
  const fetched = await busy(parts, t('updates.fetching', { version: update.version }), (signal) =>
    fetchUpdate(update, { folder, signal, onProgress: (doneBytes, total) => screen.showProgress(doneBytes / total) }),
  );
  screen.showProgress(null);
  if (fetched.ok) {
    const buttons = [t('updates.reveal'), t('updates.close')];
    const pressed = await screen.ask(
      t('updates.ready', { version: update.version }),
      t('updates.readyDetail', { path: fetched.value }),
      buttons,
    );
    if (pressed === 0) screen.revealFile(fetched.value);
  } else if (fetched.failure.code !== 'updateCancelled') {
    await screen.ask(sayFailure(t, fetched.failure), t('updates.nothingChanged'), [t('updates.close')]);
  }
}

async function busy<T>(
  { screen, translate: t }: UpdateParts,
  message: string,
  work: (signal: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  const abort = new AbortController();
  const close = screen.showBusy(message, t('updates.cancel'), () => abort.abort());
  try {
    return await work(abort.signal);
  } finally {
    close();
  }
}

function sayFound({ translate: t, installed }: UpdateParts, update: AvailableUpdate | null): [message: string, detail: string] {
  if (update === null) return [t('updates.upToDate', { version: installed.version }), ''];
  const { version, released, file } = update;
  const details = { released, name: file.name, megabytes: (file.size / 1e6).toFixed(1), installed: installed.version };
  return [t('updates.available', { version }), t('updates.availableDetail', details)];
}

function sayFailure(t: Translate, { code, details }: Failure): string {
  return t(`updates.${code}`, details);
}
