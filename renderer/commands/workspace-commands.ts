import { type ExportedTable, exportCommands, exportedTables } from '../../shared/formats/export-request.ts';
import type { Result } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { notify, notifyFailure } from '../state/notices.ts';
import { type ImportFile, openDialog } from '../state/screen.ts';
import { workspaceOpening, workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsPresent, needsRole, needsWorkspace } from './needs.ts';

/** Opens a workspace file: the given one, or the one chosen in the native dialog. */
export const openWorkspaceFile = (path: string | null): Promise<void> => opening(() => host().files.open({ path }));

/** Adds a basemap archive: the given one, or the one chosen in the native dialog. */
export async function addBasemapFile(path: string | null): Promise<void> {
  const answer = await host().files.addBasemap({ path });
  if (!answer.ok) notifyFailure(answer.failure);
  else if (answer.value) notify({ tone: 'success', text: 'app.notices.basemapAdded', values: { name: answer.value.name } });
}

/** Asks what the given files are and imports one after the other, step by step. */
export function importFiles(files: readonly ImportFile[]): void {
  if (files.length > 0) openDialog({ kind: 'import', files: files.map(({ path, name }) => ({ path, name })) });
}

export const workspaceCommands: readonly Command[] = [
  command({
    id: 'openSample',
    label: 'app.commands.openSample',
    run: () => opening(() => host().files.openSample(null)),
  }),
  command({
    id: 'openWorkspace',
    label: 'app.commands.openWorkspace',
    keys: ['Ctrl+O'],
    run: () => openWorkspaceFile(null),
  }),
  command({
    id: 'createWorkspace',
    label: 'app.commands.createWorkspace',
    keys: ['Ctrl+N'],
    run: () => opening(() => host().files.create(null)),
  }),
  command({
    id: 'importData',
    label: 'app.commands.importData',
    keys: ['Ctrl+I'],
    disabled: () => needsWorkspace() ?? needsRole('recorder'),
    run: async () => importFiles(await host().files.chooseImport({ what: 'files' })),
  }),
  command({
    id: 'importPhotos',
    label: 'app.commands.importPhotos',
    disabled: () => needsWorkspace() ?? needsRole('recorder'),
    run: async () => importFiles(await host().files.chooseImport({ what: 'photoFolder' })),
  }),
  command({
    id: 'importHistory',
    label: 'app.commands.importHistory',
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'importHistory' }),
  }),
  command({
    id: 'categoryRules',
    label: 'app.commands.categoryRules',
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'categoryRules' }),
  }),
  command({
    id: 'codeWords',
    label: 'app.commands.codeWords',
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'codeWords' }),
  }),
  command({
    id: 'addBasemap',
    label: 'app.commands.addBasemap',
    disabled: () => needsWorkspace() ?? needsRole('administrator'),
    run: () => addBasemapFile(null),
  }),
  ...exportedTables.map(exporting),
  command({
    id: 'saveSnapshot',
    label: 'app.commands.saveSnapshot',
    keys: ['Ctrl+Shift+S'],
    disabled: needsWorkspace,
    run: async () => {
      const answer = await host().files.saveSnapshot(null);
      sayPath(answer, 'app.notices.saved');
    },
  }),
  command({ id: 'operator', label: 'app.commands.operator', run: () => openDialog({ kind: 'operator' }) }),
  command({
    id: 'openLogFolder',
    label: 'app.commands.openLogFolder',
    run: async () => {
      await host().files.openLogFolder(null);
    },
  }),
];

function exporting(table: ExportedTable): Command {
  const id = exportCommands[table];
  return command({
    id,
    label: `app.commands.${id}`,
    keys: table === 'premises' ? ['Ctrl+E'] : [],
    disabled: () => needsWorkspace() ?? needsPresent(),
    run: () => openDialog({ kind: 'export', table }),
  });
}

/** What came of an opening the host tells every window; only a dialog the user left says nothing, and all is as it was. */
async function opening(open: () => Promise<Result<unknown>>): Promise<void> {
  const { phase, failure, attempt } = workspaceStore.getState();
  workspaceOpening();
  const answer = await open();
  // The records may have moved on behind the dialog: only what its opening changed is put back.
  if (answer.ok && answer.value === null && workspaceStore.getState().phase === 'opening') {
    workspaceStore.setState({ phase, failure, attempt });
  }
}

function sayPath(answer: Result<string | null>, text: 'app.notices.saved'): void {
  if (!answer.ok) notifyFailure(answer.failure);
  else if (answer.value !== null) notify({ tone: 'success', text, values: { path: answer.value } });
}
