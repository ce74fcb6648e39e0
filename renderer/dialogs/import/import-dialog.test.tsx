// @vitest-environment happy-dom
import { act, cleanup, fireEvent, renderHook, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fieldWords } from '../../../shared/formats/field-words.ts';
import { tableHead } from '../../../shared/formats/format.ts';
import { importKinds, type SourceLayout } from '../../../shared/formats/intake.ts';
import type { ImportOutcome, ImportPreview } from '../../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { fakeHost } from '../../host/fake-host.ts';
import { replaceHost } from '../../host/host.ts';
import { translationsOf } from '../../i18n.ts';
import { openDialog, screenStore } from '../../state/screen.ts';
import { renderScreen } from '../../testing/render-screen.tsx';
import { fieldLabel } from './field-label.ts';
import { ImportDialog } from './import-dialog.tsx';
import { type ImportAnswers, requestOf, useImport } from './use-import.ts';

const file = { path: '/data/shops.csv', name: 'shops.csv' };
const preview: ImportPreview = {
  ...file,
  size: 1200,
  format: 'csv',
  ...tableHead({ columns: ['名称', '经度', '纬度', '杂项'], encoding: 'gb18030', encodingCertain: false }),
  geometryType: null,
  sample: [{ 名称: '东街超市', 经度: '118.9', 纬度: '42.2', 杂项: '甲' }],
  suggestedAs: 'premises',
  suggested: {
    premises: {
      mapping: { name: '名称', lon: '经度', lat: '纬度' },
      confidence: { name: 0.99, lon: 1, lat: 0.55 },
      reasons: {
        name: { by: 'header', word: '名称', fitting: 1 },
        lon: { by: 'header', word: '经度', fitting: null },
        lat: { by: 'contains', word: '纬度', fitting: 0.5 },
      },
    },
  },
};
const outcome: ImportOutcome = {
  counts: { read: 3, created: 2, updated: 0, unchanged: 0, rejected: 1, placed: 1, unplaced: 1, tables: { premises: 2 } },
  issues: [
    { code: 'zeroCoordinates', file: 'shops.csv', row: 3, column: '经度', value: '0' },
    { code: 'missingName', file: 'shops.csv', row: 4, column: '名称', value: null },
  ],
  issuesTotal: 2,
  byReason: { zeroCoordinates: 1, missingName: 1 },
  summary: null,
  importBatchId: null,
};

let asked: { job: string; request: unknown }[];
let dryRun: () => Promise<Result<ImportOutcome>>;

beforeEach(() => {
  asked = [];
  dryRun = async () => done(outcome);
  const host = fakeHost({ rows: {} });
  replaceHost({
    ...host,
    jobs: {
      ...host.jobs,
      previewImport: async () => done(preview),
      async dryRunImport({ request }) {
        asked.push({ job: 'check', request });
        return dryRun();
      },
      async commitImport({ request }) {
        asked.push({ job: 'commit', request });
        return done({ ...outcome, importBatchId: '22222222-2222-4222-8222-222222222222' });
      },
      cancel: async ({ jobId }) => {
        asked.push({ job: 'cancel', request: jobId });
        return null;
      },
    },
  });
});
afterEach(() => {
  cleanup();
  replaceHost(null);
});

const close = () => fireEvent.click(document.querySelector('.ant-modal-close')!);
const pressEscape = () => fireEvent.keyDown(document.body, { key: 'Escape', keyCode: 27 });
/** As far as the check, with one cell put right. */
async function checkAndCorrect() {
  openDialog({ kind: 'import', files: [file] });
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  click('import-check');
  await screen.findByTestId('import-commit');
  await correct();
}
const corrected = () => screen.findByLabelText('第 4 行“名称”的值');
const correct = async () => fireEvent.change(await corrected(), { target: { value: '东街药店' } });

const click = (testId: string) => fireEvent.click(screen.getByTestId(testId));

it('previews, checks without writing, then writes, and offers to undo it all', async () => {
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  expect(screen.getByText('编码不能确定，请看预览里的汉字是否正确。')).toBeTruthy();
  expect(screen.getByText(/3 列相符：名称、经度、纬度/)).toBeTruthy();
  click('import-next');
  expect(await screen.findByText('中 55%')).toBeTruthy();
  expect(screen.getByRole('button', { name: '杂项' })).toBeTruthy();
  click('import-check');
  await screen.findByTestId('import-commit');
  expect(asked).toMatchObject([
    { job: 'check', request: { path: file.path, as: 'premises', crs: 'wgs84', mapping: { name: '名称', lon: '经度', lat: '纬度' } } },
  ]);
  expect(screen.getByTestId('count-rejected').textContent).toContain('1');
  expect(screen.getByTestId('count-unplaced').textContent).toContain('1');
  expect(screen.queryByTestId('undo-import')).toBeNull();
  click('import-commit');
  await screen.findByTestId('undo-import');
  expect(asked.map(({ job }) => job)).toEqual(['check', 'commit']);
});

it('stays where it was when the work is cancelled, and says that nothing was written', async () => {
  let stop: (result: Result<ImportOutcome>) => void = () => {};
  dryRun = () => new Promise((resolve) => (stop = resolve));
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  click('import-check');
  await waitFor(() => expect(screen.queryByTestId('import-check')).toBeNull());
  fireEvent.click(screen.getByText('取消'));
  await waitFor(() => expect(asked.some(({ job }) => job === 'cancel')).toBe(true));
  stop(failed('cancelled'));
  await screen.findByText('已取消，什么都没有写入。');
  expect(screen.getByTestId('import-check')).toBeTruthy();
});

it('closes at once while nothing was put right by hand', async () => {
  openDialog({ kind: 'import', files: [file] });
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  pressEscape();
  expect(screenStore.getState().dialog).toBeNull();
});

it('asks before cells put right by hand are dropped, by mouse and by keys', async () => {
  await renderScreen(<ImportDialog files={[file]} />);
  await checkAndCorrect();
  const asked = () => screen.queryByText('手工改正或决定的 1 处还没有写入');
  for (const leave of [close, pressEscape, () => fireEvent.click(screen.getByText('取消'))]) {
    leave();
    expect(asked()).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('继续编辑');
    click('keep-unsaved');
    expect(asked()).toBeNull();
  }
  pressEscape();
  pressEscape();
  expect([asked(), screenStore.getState().dialog?.kind]).toEqual([null, 'import']);
  expect(await corrected()).toHaveProperty('value', '东街药店');
  // Checked again with it, it is still nowhere but here.
  click('import-check');
  await screen.findByTestId('import-commit');
  pressEscape();
  click('drop-unsaved');
  expect(screenStore.getState().dialog).toBeNull();
});

it('closes at once when what was put right is taken back or written', async () => {
  await renderScreen(<ImportDialog files={[file]} />);
  await checkAndCorrect();
  fireEvent.click(screen.getByText('放弃改正'));
  pressEscape();
  expect(screenStore.getState().dialog).toBeNull();
  openDialog({ kind: 'import', files: [file] });
  await correct();
  click('import-check');
  fireEvent.click(await screen.findByTestId('import-commit'));
  await screen.findByTestId('undo-import');
  pressEscape();
  expect(screenStore.getState().dialog).toBeNull();
});

it('keeps what was put right when the file is taken for something else, and asks before the file is skipped', async () => {
  const other = { path: '/data/other.csv', name: 'other.csv' };
  await renderScreen(<ImportDialog files={[file, other]} />);
  await checkAndCorrect();
  fireEvent.click(screen.getByText('文件'));
  fireEvent.click(await screen.findByText('隐患'));
  fireEvent.click(screen.getByText('跳过此文件'));
  click('drop-unsaved');
  expect(await screen.findByText('第 2 个，共 2 个')).toBeTruthy();
  expect(screen.queryByTestId('drop-unsaved')).toBeNull();
});

it('says why a file was refused', async () => {
  dryRun = async () => failed('nothingToChange');
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  click('import-check');
  await screen.findByText('没有导入');
  expect(screen.queryByTestId('import-commit')).toBeNull();
});

it('keeps what is said, and how the file was asked to be read, while the preview is made again', async () => {
  const host = fakeHost({ rows: {} });
  const previews: { ask: { encoding: string | null; layout?: SourceLayout | undefined }; answer: () => void }[] = [];
  const previewImport: typeof host.jobs.previewImport = (ask) =>
    new Promise((resolve) => previews.push({ ask, answer: () => resolve(done(preview)) }));
  replaceHost({ ...host, jobs: { ...host.jobs, previewImport } });
  const { result } = renderHook(() => useImport(file.path));
  await act(async () => previews[0]!.answer());
  act(() => result.current.setEncoding('gb18030'));
  act(() => result.current.setLayout({ delimiter: ';' }));
  act(() => result.current.setMatchBy('nameAddress'));
  await act(async () => previews[2]!.answer());
  await act(async () => previews[1]!.answer());
  expect(previews.map(({ ask: { encoding, layout } }) => ({ encoding, layout }))).toEqual([
    { encoding: null, layout: {} },
    { encoding: 'gb18030', layout: {} },
    { encoding: 'gb18030', layout: { delimiter: ';' } },
  ]);
  expect(result.current.state.answers).toMatchObject({ encoding: 'gb18030', layout: { delimiter: ';' }, matchBy: 'nameAddress' });
});

it.each(importKinds.filter((kind) => kind !== 'osm'))('has a name for every field of %s', (kind) => {
  for (const language of ['zh-CN', 'en'] as const) {
    const { t } = translationsOf(language);
    const nameless = Object.keys(fieldWords[kind]).filter((field) => fieldLabel(t, kind, field) === field);
    expect(nameless).toEqual([]);
  }
});

it('asks of an extract only what lies in the box', async () => {
  const extract: ImportPreview = { ...preview, format: 'osm', encoding: null, suggestedAs: 'osm', columns: [], sample: [], suggested: {} };
  const host = fakeHost({ rows: {} });
  replaceHost({
    ...host,
    jobs: {
      ...host.jobs,
      previewImport: async () => done(extract),
      async dryRunImport({ request }) {
        asked.push({ job: 'check', request });
        return done(outcome);
      },
    },
  });
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('由文件格式确定');
  click('import-next');
  fireEvent.click(await screen.findByText('只要一个范围'));
  const setEdge = (name: string, value: string) => {
    const input = screen.getByRole('spinbutton', { name });
    fireEvent.change(input, { target: { value } });
    fireEvent.blur(input);
  };
  setEdge('西', '120');
  setEdge('东', '119');
  expect(screen.getByText('西要小于东，南要小于北。')).toBeTruthy();
  expect((screen.getByTestId('import-check') as HTMLButtonElement).disabled).toBe(true);
  setEdge('西', '118');
  setEdge('南', '42');
  setEdge('北', '43');
  click('import-check');
  await waitFor(() => expect(asked).toMatchObject([{ job: 'check', request: { as: 'osm', clip: [118, 42, 119, 43] } }]));
});

it('puts a position that is said whole into the cells of both its numbers', () => {
  const answers: ImportAnswers = {
    as: 'premises',
    crs: 'wgs84',
    encoding: null,
    layout: {},
    mapping: { name: '名称', lon: '经度', lat: '纬度' },
    byHand: [],
    clip: null,
    matchBy: 'auto',
    newerInRecord: 'keepRecord',
    dateOrder: null,
    suggestCategory: false,
    corrections: new Map(),
    decisions: new Map(),
  };
  const corrected = (column: string, value: string) =>
    requestOf(file.path, { ...answers, corrections: new Map([['3', { row: 3, column, value }]]) }).corrections;
  const both = [
    { row: 3, column: '经度', value: '118.9' },
    { row: 3, column: '纬度', value: '42.2' },
  ];
  expect(corrected('经度', '118.9, 42.2')).toEqual(both);
  expect(corrected('纬度', '118.9，42.2')).toEqual(both);
  expect(corrected('纬度', '42.2')).toEqual([{ row: 3, column: '纬度', value: '42.2' }]);
  expect(corrected('名称', '甲, 乙')).toEqual([{ row: 3, column: '名称', value: '甲, 乙' }]);
});

it('does not look for the coordinate system of a file without coordinates', async () => {
  const { premises } = preview.suggested;
  const host = fakeHost({ rows: {} });
  const bare = { ...preview, suggested: { premises: { ...premises!, mapping: { name: '名称' } } } };
  replaceHost({ ...host, jobs: { ...host.jobs, previewImport: async () => done(bare) } });
  await renderScreen(<ImportDialog files={[file]} />);
  await screen.findByText('东街超市', { selector: '.preview-frame td' });
  click('import-next');
  click('import-next');
  expect(screen.getByTestId('no-positions').textContent).toContain('未定位场所');
  expect(screen.queryByText('与已有记录怎样对应')).toBeTruthy();
});
