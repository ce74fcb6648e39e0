// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCommands, exportedTables, extensionOfFormat } from '../../../shared/formats/export-request.ts';
import { done } from '../../../shared/model/index.ts';
import { runCommand } from '../../commands/run-command.ts';
import { fakeHost } from '../../host/fake-host.ts';
import { replaceHost } from '../../host/host.ts';
import { operatorChanged, setAppInfo } from '../../state/preferences.ts';
import { screenStore } from '../../state/screen.ts';
import { clearSelection, select } from '../../state/selection.ts';
import { workspaceOpened } from '../../state/workspace.ts';
import { renderScreen } from '../../testing/render-screen.tsx';
import { ExportDialog } from './export-dialog.tsx';

let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const host = fakeHost({ rows: {} });
  replaceHost({
    ...host,
    exports: {
      ...host.exports,
      async run({ request }) {
        asked.push(request);
        const { table, format } = request;
        const renamed = format === 'shp' ? [{ field: 'supervisionGrade', shortName: 'supervisio' }] : [];
        return done({ path: `/out/${table}${extensionOfFormat[format]}`, rows: 7, renamed, cut: 0 });
      },
    },
  });
  setAppInfo(await host.windows.info(null));
  const info = await host.records.info(null);
  workspaceOpened(info && { ...info, counts: { ...info.counts, premises: 7, hazard: 3 } });
});
afterEach(() => {
  cleanup();
  replaceHost(null);
  workspaceOpened(null);
  screenStore.setState({ dialog: null });
});

const save = () => fireEvent.click(screen.getByTestId('choose-target'));
const tick = () => screen.getByTestId('include-personal').closest('label')!.querySelector('input')!;
const whole = { table: 'premises', format: 'xlsx', fields: null, scope: 'all', fids: null, crs: 'wgs84' };

it('masks personal data unless it was ticked, each time anew', async () => {
  await renderScreen(<ExportDialog table="premises" />);
  expect(screen.getByText(/负责人和电话/)).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/将导出/)).toBeTruthy());
  fireEvent.click(tick());
  save();
  await waitFor(() => expect(asked).toEqual([{ ...whole, includePersonal: true }]));
  expect((await screen.findByTestId('export-done')).textContent).toContain('/out/premises.xlsx');
  fireEvent.click(screen.getByText('再导出一份'));
  await waitFor(() => expect(tick().checked).toBe(false));
  save();
  await waitFor(() => expect(asked[1]).toEqual({ ...whole, includePersonal: false }));
});

it('cannot be ticked by a role that does not see personal data, and says so', async () => {
  operatorChanged({ name: '看图员', unit: '', role: 'viewer' });
  await renderScreen(<ExportDialog table="hazard" />);
  expect(tick().disabled).toBe(true);
  expect(screen.getByText(/当前身份只能查看，需要“录入”身份/)).toBeTruthy();
});

it('offers the selected record, and sends its handle', async () => {
  select({ table: 'premises', fid: 42, id: null, position: null });
  await renderScreen(<ExportDialog table="premises" />);
  fireEvent.click(screen.getByText('选中的记录'));
  await waitFor(() => expect(screen.getByText(/将导出 1 条/)).toBeTruthy());
  fireEvent.click(screen.getByText('名称和位置'));
  save();
  await waitFor(() =>
    expect(asked).toEqual([
      { ...whole, scope: 'selection', fids: [42], fields: ['id', 'name', 'address', 'zoneName', 'sourceRef'], includePersonal: false },
    ]),
  );
  clearSelection();
});

it.each(exportedTables)('the dialog for %s comes before any file is written', async (table) => {
  await runCommand(exportCommands[table]);
  expect(screenStore.getState().dialog).toEqual({ kind: 'export', table });
  expect(asked).toEqual([]);
});
