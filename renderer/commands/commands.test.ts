import { afterEach, describe, expect, it } from 'vitest';
import { texts } from '../../shared/text/index.ts';
import { fakeHost } from '../host/fake-host.ts';
import { host as currentHost, readAsOf, replaceHost } from '../host/host.ts';
import { clearFilters, setFilters } from '../state/filters.ts';
import { layersStore } from '../state/layers.ts';
import { noticesStore } from '../state/notices.ts';
import { pastShown, viewPresent } from '../state/past.ts';
import { screenStore } from '../state/screen.ts';
import { workspaceOpened } from '../state/workspace.ts';
import { keysOf } from './dispatch-keys.ts';
import { commandOf, commands } from './index.ts';
import { runCommand, runCommandFromOutside } from './run-command.ts';

const wordsAt = (language: keyof typeof texts, key: string): unknown =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts[language]);

const shop = { id: '11111111-1111-4111-8111-111111111111', name: '东街超市', geom: { type: 'Point', coordinates: [118.9, 42.2] } };

async function openWorkspace() {
  const host = fakeHost({ rows: { premises: [shop] } });
  replaceHost(host);
  workspaceOpened(await host.records.info(null));
  return host;
}

afterEach(() => {
  replaceHost(null);
  workspaceOpened(null);
  clearFilters();
  noticesStore.setState({ notices: [] });
  screenStore.setState({ dialog: null });
});

describe.each(commands.map((command) => [command.id, command] as const))('command %s', (_id, command) => {
  it('has a name and reasons in both languages', async () => {
    const keys = [command.label, command.disabled()];
    await openWorkspace();
    keys.push(command.disabled());
    for (const key of keys) {
      if (key === null) continue;
      for (const language of ['zh-CN', 'en'] as const) expect(wordsAt(language, key), `${key} in ${language}`).toBeTypeOf('string');
    }
  });

  it('writes its shortcuts the way pressed keys are read', () => {
    for (const keys of command.keys) {
      const parts = keys.split('+');
      const key = parts.at(-1) ?? '';
      const pressed = keysOf({
        key: key === 'Esc' ? 'Escape' : key.length === 1 ? key.toLowerCase() : key,
        ctrlKey: parts.includes('Ctrl'),
        altKey: parts.includes('Alt'),
        shiftKey: parts.includes('Shift'),
        metaKey: false,
      });
      expect(pressed).toBe(keys);
    }
  });
});

it('gives no id and no shortcut to two commands', () => {
  const ids = commands.map(({ id }) => id);
  const keys = commands.flatMap((command) => command.keys);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});

it('refuses an unknown id', () => {
  expect(() => commandOf('nonsense')).toThrow('nonsense');
});

it('says why it cannot run instead of running', async () => {
  replaceHost(fakeHost({ rows: null }));
  await runCommand('importData');
  expect(noticesStore.getState().notices).toMatchObject([{ text: 'app.commands.disabled.noWorkspace' }]);
});

it('makes no files or sheets of a past state, and says why', async () => {
  const host = await openWorkspace();
  const info = await host.records.info(null);
  pastShown(info!);
  readAsOf(1);
  expect(commandOf('exportPremises').disabled()).toBe('history.past.presentOnly');
  expect(commandOf('saveSheet').disabled()).toBe('history.past.presentOnly');
  expect(wordsAt('en', 'history.past.presentOnly')).toBeTypeOf('string');
  const sheet = await currentHost().response.saveSheet({ name: '', coverage: {}, extent: null });
  expect(sheet).toMatchObject({ ok: false, failure: { code: 'viewingPast' } });
  viewPresent();
  readAsOf(null);
  expect(commandOf('saveSheet').disabled()).toBeNull();
});

it('clears the filters only when there are some', async () => {
  await openWorkspace();
  expect(commandOf('clearFilters').disabled()).toBe('app.commands.disabled.noFilter');
  setFilters({ grades: ['gradeSecure'] });
  expect(commandOf('clearFilters').disabled()).toBeNull();
  await runCommand('clearFilters');
  expect(commandOf('clearFilters').disabled()).toBe('app.commands.disabled.noFilter');
});

it('shows and hides layers', async () => {
  await openWorkspace();
  const shown = () => layersStore.getState().entries.find(({ id }) => id === 'hazards')?.visible;
  const before = shown();
  await runCommand('toggleHazards');
  expect(shown()).toBe(!before);
  await runCommand('toggleHazards');
  expect(shown()).toBe(before);
});

it('leaves one thing at a time', async () => {
  await openWorkspace();
  screenStore.setState({ trayOpen: true, dialog: { kind: 'shortcuts' } });
  await runCommand('cancel');
  expect(screenStore.getState()).toMatchObject({ dialog: null, trayOpen: true });
  await runCommand('cancel');
  expect(screenStore.getState().trayOpen).toBe(false);
});

describe('while a dialog is open', () => {
  it('keys and menu leave it alone, but for what concerns the whole window', async () => {
    await openWorkspace();
    screenStore.setState({ dialog: { kind: 'shortcuts' } });
    runCommandFromOutside('search');
    expect(screenStore.getState().dialog).toEqual({ kind: 'shortcuts' });
    expect(noticesStore.getState().notices.map(({ text }) => text)).toEqual(['app.commands.disabled.dialogOpen']);
    runCommandFromOutside('cancel');
    expect(screenStore.getState().dialog).toBeNull();
    runCommandFromOutside('search');
    expect(screenStore.getState().dialog).toEqual({ kind: 'search', typed: '' });
  });

  it('one that is at work is not left by a key', async () => {
    await openWorkspace();
    screenStore.setState({ dialog: { kind: 'shortcuts' }, dialogHolds: 1 });
    runCommandFromOutside('cancel');
    expect(screenStore.getState().dialog).not.toBeNull();
    screenStore.setState({ dialogHolds: 0 });
  });
});
