import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SheetRequest } from '../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import { fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { clearFilters, currentFilters, setFilters } from '../state/filters.ts';
import { noticesStore } from '../state/notices.ts';
import { setFilteredScope } from '../state/response-scope.ts';
import { workspaceOpened } from '../state/workspace.ts';
import { commandOf } from './index.ts';
import { runCommand } from './run-command.ts';

let asked: SheetRequest[];
let answer: (result: Result<string | null>) => void;

beforeEach(async () => {
  asked = [];
  const host = fakeHost({ rows: {} });
  const saveSheet = (request: SheetRequest): Promise<Result<string | null>> => {
    asked.push(request);
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const cancelSheet = async () => {
    answer(failed('cancelled'));
    return null;
  };
  replaceHost({ ...host, response: { ...host.response, saveSheet, cancelSheet } });
  workspaceOpened(await host.records.info(null));
});
afterEach(() => {
  replaceHost(null);
  workspaceOpened(null);
  clearFilters();
  setFilteredScope(false);
  noticesStore.setState({ notices: [] });
});
const said = () => noticesStore.getState().notices.map(({ text }) => text);

it('counts what the filters leave only where analyses do', async () => {
  setFilters({ grades: ['gradeSecure'] });
  for (const filtered of [false, true]) {
    setFilteredScope(filtered);
    const saving = runCommand('saveRiskSheet');
    answer(done(null));
    await saving;
  }
  expect(asked.map(({ filters }) => filters)).toEqual([undefined, currentFilters()]);
  expect(asked[1]!.bivariate).toMatchObject({ units: 'cells' });
});

it('tells of the sheet while it is drawn, one at a time, and stops it', async () => {
  expect(commandOf('cancelSheet').disabled()).toBe('response.sheet.noneDrawn');
  const saving = runCommand('saveSheet');
  expect(noticesStore.getState().notices).toMatchObject([{ text: 'response.sheet.drawing', commandId: 'cancelSheet' }]);
  expect(commandOf('saveSheet').disabled()).toBe('response.sheet.oneDrawn');
  await runCommand('cancelSheet');
  await saving;
  expect(said()).toEqual([]);
  expect(commandOf('saveSheet').disabled()).toBeNull();
});
