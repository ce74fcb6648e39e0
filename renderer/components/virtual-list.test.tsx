// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { VirtualList } from './virtual-list.tsx';

afterEach(cleanup);

const list = (oneStop: boolean) => (
  <VirtualList
    total={1000}
    rowHeight={40}
    label="rows"
    onRange={() => undefined}
    row={(index) => <button type="button">{`row ${index}`}</button>}
    oneStop={oneStop}
  />
);
const stops = () => screen.getAllByRole('button').filter((button) => button.tabIndex === 0);

test('a list of buttons is one stop for Tab, and arrows go through it', () => {
  render(list(true));
  expect(stops().map((button) => button.textContent)).toEqual(['row 0']);
  const first = screen.getByText('row 0');
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(document.activeElement?.textContent).toBe('row 1');
  expect(stops().map((button) => button.textContent)).toEqual(['row 1']);
  fireEvent.keyDown(document.activeElement!, { key: 'Home' });
  expect(document.activeElement?.textContent).toBe('row 0');
});

test('a row out of sight is scrolled to and has the focus once it is drawn', () => {
  render(list(true));
  const frame = screen.getByRole('list', { name: 'rows' });
  screen.getByText('row 0').focus();
  fireEvent.keyDown(document.activeElement!, { key: 'End' });
  expect(frame.scrollTop).toBe(999 * 40);
  fireEvent.scroll(frame);
  expect(document.activeElement?.textContent).toBe('row 999');
});

test('rows of other lists keep their own stops', () => {
  render(list(false));
  expect(stops().length).toBeGreaterThan(3);
});
