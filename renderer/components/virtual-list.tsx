import { type ReactNode, useEffect, useRef, useState } from 'react';
import './virtual-list.css';

interface VirtualListProps {
  total: number;
  rowHeight: number;
  label: string;
  /** Asked for the first and last visible row whenever they change, to load what is missing. */
  onRange: (from: number, to: number) => void;
  row: (index: number) => ReactNode;
}

const overscan = 4;
/** Chromium draws nothing below some 33 million pixels: a longer list is scrolled through on a shorter track. */
const longestTrack = 16_000_000;

/** A long list that only draws what is in sight. Rows all have the same height, in pixels. */
export function VirtualList({ total, rowHeight, label, onRange, row }: VirtualListProps) {
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

  const indexes = Array.from({ length: Math.max(0, Math.min(total, range.to) - range.from) }, (_, offset) => range.from + offset);
  return (
    <ul className="virtual-list" ref={frame} onScroll={measure} aria-label={label}>
      <li aria-hidden="true" style={{ height: range.top }} />
      {indexes.map((index) => (
        <li key={index} style={{ height: rowHeight }}>
          {row(index)}
        </li>
      ))}
      <li aria-hidden="true" style={{ height: Math.max(0, track - range.top - indexes.length * rowHeight) }} />
    </ul>
  );
}
