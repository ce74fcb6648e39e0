import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import './virtual-list.css';

interface VirtualListProps {
  total: number;
  rowHeight: number;
  label: string;
  /** Asked for the first and last visible row whenever they change, to load what is missing. */
  onRange: (from: number, to: number) => void;
  row: (index: number) => ReactNode;
  /** Every row is one button: Tab passes the list in one step, arrows, page keys, Home and End go through it. */
  oneStop?: boolean;
}

const overscan = 4;
/** Chromium draws nothing below some 33 million pixels: a longer list is scrolled through on a shorter track. */
const longestTrack = 16_000_000;

/** A long list that only draws what is in sight. Rows all have the same height, in pixels. */
export function VirtualList({ total, rowHeight, label, onRange, row, oneStop = false }: VirtualListProps) {
  const frame = useRef<HTMLUListElement>(null);
  const [range, setRange] = useState({ from: 0, to: 24, top: 0 });
  const height = total * rowHeight;
  const track = Math.min(height, longestTrack);

  const measure = () => {
    const element = frame.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    const place = height === track ? scrollTop : (scrollTop / Math.max(1, track - clientHeight)) * (height - clientHeight);
    const from = Math.max(0, Math.floor(place / rowHeight) - overscan);
    const to = Math.min(total, Math.ceil((place + Math.max(clientHeight, rowHeight)) / rowHeight) + overscan);
    const top = Math.max(0, from * rowHeight + scrollTop - place);
    setRange((before) => (before.from === from && before.to === to && before.top === top ? before : { from, to, top }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the number of rows changes.
  useEffect(() => {
    measure();
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [total, rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked per range, not per callback identity.
  useEffect(() => {
    if (total > 0) onRange(range.from, Math.min(total, range.to));
  }, [range, total]);

  const keys = useRowKeys(frame, { total, rowHeight, top: (track / Math.max(1, height)) * rowHeight, oneStop });

  const indexes = Array.from({ length: Math.max(0, Math.min(total, range.to) - range.from) }, (_, offset) => range.from + offset);
  return (
    <ul className="virtual-list" ref={frame} onScroll={measure} aria-label={label} {...keys}>
      <li aria-hidden="true" style={{ height: range.top }} />
      {indexes.map((index) => (
        <li key={index} data-index={index} style={{ height: rowHeight }}>
          {row(index)}
        </li>
      ))}
      <li aria-hidden="true" style={{ height: Math.max(0, track - range.top - indexes.length * rowHeight) }} />
    </ul>
  );
}

interface RowKeys {
  onFocus?: (event: FocusEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** The keyboard of a list whose rows are one button each. @param top pixels of the track a row takes */
function useRowKeys(
  frame: RefObject<HTMLUListElement | null>,
  { total, rowHeight, top, oneStop }: { total: number; rowHeight: number; top: number; oneStop: boolean },
): RowKeys {
  const current = useRef(0);
  /** To be focused as soon as it is drawn. */
  const wanted = useRef<number | null>(null);
  const buttonOf = (index: number): HTMLButtonElement | null => frame.current?.querySelector(`[data-index="${index}"] button`) ?? null;
  const settle = () => {
    const drawn = [...(frame.current?.querySelectorAll<HTMLButtonElement>('[data-index] button') ?? [])];
    if (wanted.current !== null) {
      const button = buttonOf(wanted.current);
      if (button !== null) {
        current.current = wanted.current;
        wanted.current = null;
        button.focus();
      }
    }
    const stop = buttonOf(current.current) ?? drawn[0];
    for (const button of drawn) button.tabIndex = button === stop ? 0 : -1;
  };
  // Rows are drawn anew on every scroll.
  useEffect(() => {
    if (oneStop) settle();
  });
  if (!oneStop) return {};
  return {
    onFocus({ target }) {
      const index = target.closest<HTMLElement>('[data-index]')?.dataset.index;
      if (index === undefined || wanted.current !== null) return;
      current.current = Number(index);
      settle();
    },
    onKeyDown(event) {
      const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1);
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -total, End: total };
      const step = steps[event.key];
      if (step === undefined || event.ctrlKey || event.altKey || event.metaKey || frame.current === null) return;
      event.preventDefault();
      const next = Math.min(total - 1, Math.max(0, current.current + step));
      wanted.current = next;
      if (buttonOf(next) === null) frame.current.scrollTop = next * top;
      else settle();
    },
  };
}
