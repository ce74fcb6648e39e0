// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { LogExtent, SearchHit } from '../../shared/ipc/index.ts';
import { entities, newRow } from '../../shared/model/index.ts';
import { type FakeHost, fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { closerOfDialog, openDialog, screenStore } from '../state/screen.ts';
import { clearSelection, selectionStore } from '../state/selection.ts';
import { renderScreen } from '../testing/render-screen.tsx';
import { GradeDialog } from './grade-dialog.tsx';
import { ViewPastDialog } from './history/view-past-dialog.tsx';
import { SearchPalette } from './search-palette.tsx';

const id = '11111111-1111-4111-8111-111111111111';
const open = (): FakeHost => {
  const host = fakeHost({ rows: { premises: [newRow(entities.premises, id, { name: '东街超市', supervisionGrade: 'gradeGood' })] } });
  replaceHost(host);
  return host;
};

afterEach(() => {
  cleanup();
  replaceHost(null);
  clearSelection();
  screenStore.setState({ dialog: null });
});

it('leaves a day that was typed before the log said how far back it goes', async () => {
  const host = open();
  let answer: (extent: LogExtent) => void = () => undefined;
  const historyExtent = () => new Promise<LogExtent>((resolve) => (answer = resolve));
  replaceHost({ ...host, records: { ...host.records, historyExtent } });
  await renderScreen(<ViewPastDialog />);
  const day = screen.getByTestId('past-day') as HTMLInputElement;
  fireEvent.change(day, { target: { value: '2026-05-01' } });
  answer({ total: 1, actors: [], firstAt: '2026-01-01T08:00:00Z', lastAt: null });
  await screen.findByText(/2026-01-01/);
  expect(day.value).toBe('2026-05-01');
});

it('writes a grade once, however often the button is pressed', async () => {
  const host = open();
  await renderScreen(<GradeDialog row={host.rows('premises')[0]!} />);
  fireEvent.click(screen.getByText('建安（高风险）'));
  fireEvent.change(screen.getByLabelText('理由'), { target: { value: '疏散通道堵塞' } });
  const save = screen.getByTestId('save-grade') as HTMLButtonElement;
  await waitFor(() => expect(save.disabled).toBe(false));
  for (let press = 0; press < 3; press++) fireEvent.click(save);
  await waitFor(() => expect(host.rows('grade_period')).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(host.rows('grade_period')).toHaveLength(1);
});

it('goes to what was typed when Enter comes before the answer, not to what was found for half of it', async () => {
  const host = open();
  const hit = (title: string): SearchHit => ({
    table: 'premises',
    id: title,
    fid: title.length,
    title,
    subtitle: null,
    lon: null,
    lat: null,
  });
  const search = async ({ text }: { text: string }) => [hit(text === '药' ? '药店' : '康宁药房')];
  replaceHost({ ...host, records: { ...host.records, search } });
  await renderScreen(<SearchPalette typed="" />);
  const box = screen.getByTestId('search-input');
  fireEvent.change(box, { target: { value: '药' } });
  await screen.findByText('药店');
  fireEvent.change(box, { target: { value: '药房' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(selectionStore.getState().selected).toBeNull();
  await waitFor(() => expect(selectionStore.getState().selected?.id).toBe('康宁药房'));
});

it('is closed by work that ends late only while it is the one that is open', () => {
  openDialog({ kind: 'backups' });
  const close = closerOfDialog();
  openDialog({ kind: 'shortcuts' });
  close();
  expect(screenStore.getState().dialog?.kind).toBe('shortcuts');
  closerOfDialog()();
  expect(screenStore.getState().dialog).toBeNull();
});
