// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeHost, fakeHost } from '../../host/fake-host.ts';
import { replaceHost } from '../../host/host.ts';
import { operatorChanged } from '../../state/preferences.ts';
import { screenStore } from '../../state/screen.ts';
import { renderScreen } from '../../testing/render-screen.tsx';
import { CategoryRulesDialog } from './category-rules-dialog.tsx';
import { CodeWordsDialog } from './code-words-dialog.tsx';

let host: FakeHost;
let closed: number;
const close = () => {
  closed += 1;
};
beforeEach(() => {
  closed = 0;
  host = fakeHost({ rows: {} });
  replaceHost(host);
  operatorChanged({ name: '管理员', unit: '', role: 'administrator' });
});
afterEach(() => {
  cleanup();
  replaceHost(null);
});

const leave = () => fireEvent.click(document.querySelector('.ant-modal-close')!);
const asked = () => screen.queryByText('改动还没有保存');

it('drops words that were not saved only when told to', async () => {
  await renderScreen(<CodeWordsDialog onClose={close} />);
  expect(screenStore.getState().dialogHolds).toBe(1);
  const own = await screen.findByRole('combobox', { name: '小餐饮的本单位用语' });
  fireEvent.change(own, { target: { value: '夜宵档' } });
  leave();
  expect(asked()).toBeTruthy();
  leave();
  expect(asked()).toBeNull();
  fireEvent.keyDown(own, { key: 'Enter', keyCode: 13 });
  leave();
  expect([asked() !== null, closed]).toEqual([true, 0]);
  fireEvent.click(screen.getByTestId('save-words'));
  await waitFor(() => expect(host.rows('code_entry')).toMatchObject([{ code: 'smallEatery', parameters: { synonyms: '夜宵档' } }]));
  await waitFor(() => expect(asked()).toBeNull());
  leave();
  expect(closed).toBe(1);
});

it('drops thresholds that were not saved only when told to', async () => {
  await renderScreen(<CategoryRulesDialog onClose={close} />);
  const below = await screen.findByRole('spinbutton', { name: '餐饮 上限（不含）' });
  fireEvent.change(below, { target: { value: '80' } });
  leave();
  expect([asked() !== null, closed]).toEqual([true, 0]);
  fireEvent.click(screen.getByTestId('drop-unsaved'));
  expect(closed).toBe(1);
  expect(host.rows('setting')).toEqual([]);
});
