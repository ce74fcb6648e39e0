// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupEntry, OpenAttempt } from '../../../shared/ipc/index.ts';
import { done, type Failure, failed, type OperatorRole } from '../../../shared/model/index.ts';
import { fakeHost } from '../../host/fake-host.ts';
import { replaceHost } from '../../host/host.ts';
import { preferencesStore, setAppInfo } from '../../state/preferences.ts';
import { renderScreen } from '../../testing/render-screen.tsx';
import { RecoveryView } from './recovery-view.tsx';

const path = '/数据/洪山区.gpkg';
const backup = (id: string, state: BackupEntry['state']): BackupEntry => ({
  id,
  file: `${id}.gpkg`,
  path: `/数据/洪山区.backups/${id}.gpkg`,
  reason: 'scheduled',
  createdAt: '2026-11-20T08:00:00Z',
  size: 39_000_000,
  sha256: '',
  workspaceId: 'w',
  name: '洪山区',
  rev: 12,
  changedAt: null,
  schemaVersion: 1,
  counts: { premises: 5621 },
  state,
  second: false,
});

let backups: BackupEntry[];
let recovered: string[];
let taken: string[];
let samples: number;

beforeEach(() => {
  backups = [];
  recovered = [];
  taken = [];
  samples = 0;
});
afterEach(() => {
  cleanup();
  replaceHost(null);
  preferencesStore.setState({ app: null });
});

async function show(failure: Failure, role: OperatorRole = 'administrator', making?: OpenAttempt['making']) {
  const host = fakeHost({ rows: null, app: { operator: { name: '张三', unit: '', role } } });
  replaceHost({
    ...host,
    files: {
      ...host.files,
      openSample: async () => {
        samples++;
        return done(null);
      },
    },
    backups: {
      ...host.backups,
      list: async () => done({ folder: '/数据/洪山区.backups', backups, secondReachable: null, keptAside: [] }),
      recover: async ({ id }) => {
        recovered.push(id);
        return failed('backupDamaged', { path: id });
      },
      acceptAsIs: async (request) => {
        taken.push(request.path);
        return failed('workspaceCorrupt', { path: request.path });
      },
    },
  });
  setAppInfo(await host.windows.info(null));
  await renderScreen(<RecoveryView attempt={{ path, failure, ...(making && { making }) }} leave={() => undefined} />);
}

const corrupt = failed('workspaceCorrupt', { path, reason: 'page 3' }).failure;

it('offers the newest backup that is whole, never a damaged one, and says why a recovery failed', async () => {
  backups = [backup('new', 'damaged'), backup('older', 'whole'), backup('oldest', 'whole')];
  await show(corrupt);
  fireEvent.click(await screen.findByTestId('recover'));
  await waitFor(() => expect(recovered).toEqual(['older']));
  await screen.findByText('没有成功，文件没有被改动');
  expect(screen.queryByTestId('accept-as-is')).toBeNull();
});

it('says where else to look when there is no backup', async () => {
  await show(corrupt);
  await screen.findByText('没有可用的备份。');
  expect(screen.queryByTestId('recover')).toBeNull();
  expect(screen.getByTestId('retry-open')).toBeTruthy();
});

it('takes a file as it is only when it lacks changes, or differs from its seal with nothing to go back to', async () => {
  await show(failed('changesMissing', { path, rev: 9, expected: 12, count: 3 }).failure);
  expect(screen.getByTestId('recovery-text').textContent).toContain('缺少 3 次');
  fireEvent.click(await screen.findByTestId('accept-as-is'));
  await waitFor(() => expect(taken).toEqual([path]));
  cleanup();
  await show(failed('workspaceCorrupt', { path, reason: 'checksum' }).failure);
  await screen.findByTestId('accept-as-is');
  cleanup();
  backups = [backup('whole', 'whole')];
  await show(failed('workspaceCorrupt', { path, reason: 'checksum' }).failure);
  await screen.findByTestId('recover');
  expect(screen.queryByTestId('accept-as-is')).toBeNull();
});

it('lets a recorder see the backups, with the reason why only an administrator may go on', async () => {
  backups = [backup('whole', 'whole')];
  await show(corrupt, 'recorder');
  expect(((await screen.findByTestId('recover')) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getAllByText('需要“管理”身份').length).toBeGreaterThan(0);
});

it('says what is the matter where no backup helps, and offers to try again', async () => {
  backups = [backup('whole', 'whole')];
  await show(failed('workspaceOnNetwork', { path, kind: 'smb' }).failure);
  expect(screen.getByTestId('recovery-text').textContent).toContain('网络');
  expect(screen.queryByTestId('recover')).toBeNull();
  expect(screen.getByTestId('retry-open')).toBeTruthy();
});

it('tries to make a sample again that could not be made, instead of looking for it', async () => {
  await show(failed('fileNoRoom', { path }).failure, 'administrator', 'sample');
  expect(screen.getByTestId('recovery-text').textContent).toContain('磁盘空间不足');
  fireEvent.click(screen.getByTestId('retry-open'));
  await waitFor(() => expect(samples).toBe(1));
});
