// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { personalFields } from '../../shared/formats/export-columns.ts';
import { exportedTables } from '../../shared/ipc/index.ts';
import { done } from '../../shared/model/index.ts';
import { runCommand } from '../commands/run-command.ts';
import { fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { operatorChanged, setAppInfo } from '../state/preferences.ts';
import { screenStore } from '../state/screen.ts';
import { workspaceOpened } from '../state/workspace.ts';
import { renderScreen } from '../testing/render-screen.tsx';
import { ExportDialog } from './export-dialog.tsx';

let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const host = fakeHost({ rows: {} });
  replaceHost({
    ...host,
    files: {
      ...host.files,
      async exportTable(request) {
        asked.push(request);
        return done(null);
      },
    },
  });
  setAppInfo(await host.windows.info(null));
  workspaceOpened(await host.records.info(null));
});
afterEach(() => {
  cleanup();
  replaceHost(null);
  workspaceOpened(null);
  screenStore.setState({ dialog: null });
});

const save = () => fireEvent.click(screen.getByTestId('choose-target'));
const tick = () => screen.getByTestId('include-personal').closest('label')!.querySelector('input')!;

it('masks personal data unless it was ticked, each time anew', async () => {
  await renderScreen(<ExportDialog table="premises" />);
  expect(screen.getByText(/负责人和电话/)).toBeTruthy();
  save();
  await waitFor(() => expect(asked).toEqual([{ table: 'premises', includePersonal: false }]));
  cleanup();
  await renderScreen(<ExportDialog table="premises" />);
  fireEvent.click(tick());
  expect(screen.getByRole('alert')).toBeTruthy();
  save();
  await waitFor(() => expect(asked[1]).toEqual({ table: 'premises', includePersonal: true }));
  cleanup();
  await renderScreen(<ExportDialog table="premises" />);
  expect(tick().checked).toBe(false);
});

it('cannot be ticked by a role that does not see personal data, and says so', async () => {
  operatorChanged({ name: '看图员', unit: '', role: 'viewer' });
  await renderScreen(<ExportDialog table="hazard" />);
  expect(tick().disabled).toBe(true);
  expect(screen.getByText(/当前身份只能查看，需要“录入”身份/)).toBeTruthy();
});

it.each(exportedTables)('names the personal fields of %s and comes before any file is written', async (table) => {
  const id = { premises: 'exportPremises', hazard: 'exportHazards', station: 'exportStations', zone: 'exportZones' }[table];
  await runCommand(id);
  expect(screenStore.getState().dialog).toEqual({ kind: 'export', table });
  expect(asked).toEqual([]);
  expect(personalFields(table)).not.toEqual([]);
});
