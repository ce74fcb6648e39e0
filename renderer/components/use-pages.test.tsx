// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { usePages } from './use-pages.ts';

afterEach(cleanup);

/** A list whose answers come when they are let. */
function slowList() {
  const waiting: (() => void)[] = [];
  return {
    read: (word: string, offset: number) =>
      new Promise<{ total: number; rows: string[] }>((resolve) => waiting.push(() => resolve({ total: 300, rows: [`${word} ${offset}`] }))),
    answer: () =>
      act(async () => {
        for (const answer of waiting.splice(0)) answer();
      }),
  };
}

it('shows nothing of the rows before while others are read, but the same rows until they are read again', async () => {
  const list = slowList();
  const { result, rerender } = renderHook(
    ({ key, version }) => usePages(key, (offset) => list.read(`${key}${version}`, offset), { version }),
    { initialProps: { key: 'a', version: '1' } },
  );
  expect(result.current.total).toBeNull();
  await list.answer();
  expect([result.current.total, result.current.rowAt(0)]).toEqual([300, 'a1 0']);
  rerender({ key: 'a', version: '2' });
  expect([result.current.total, result.current.rowAt(0)]).toEqual([300, 'a1 0']);
  await list.answer();
  expect(result.current.rowAt(0)).toBe('a2 0');
  rerender({ key: 'b', version: '2' });
  expect([result.current.total, result.current.rowAt(0)]).toEqual([null, undefined]);
  await list.answer();
  expect(result.current.rowAt(0)).toBe('b2 0');
});

it('drops an answer that was overtaken, and reads the page in sight of a new version', async () => {
  const list = slowList();
  const { result, rerender } = renderHook(
    ({ key, version }) => usePages(key, (offset) => list.read(`${key}${version}`, offset), { version }),
    { initialProps: { key: 'a', version: '1' } },
  );
  rerender({ key: 'b', version: '1' });
  await list.answer();
  expect(result.current.rowAt(0)).toBe('b1 0');
  act(() => result.current.load(210, 220));
  await list.answer();
  expect(result.current.rowAt(200)).toBe('b1 200');
  rerender({ key: 'b', version: '2' });
  await list.answer();
  expect([result.current.rowAt(0), result.current.rowAt(200)]).toEqual(['b1 0', 'b2 200']);
});

it('waits with what is still being typed', async () => {
  vi.useFakeTimers();
  try {
    const read = vi.fn(async () => ({ total: 0, rows: [] }));
    const { rerender } = renderHook(({ key }) => usePages(key, read, { delayMs: 150 }), { initialProps: { key: '' } });
    for (const key of ['红', '红旗', '红旗路']) rerender({ key });
    expect(read).not.toHaveBeenCalled();
    await act(() => vi.advanceTimersByTimeAsync(150));
    expect(read).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
