import type { ReactNode } from 'react';
import { VirtualList } from '../../components/virtual-list.tsx';

/** As high as the styles make a row. */
const ROW = 40;

interface NamedRowProps {
  name: string;
  /** A line about it. */
  hint: string;
  onClick: () => void;
  title?: string;
  pressed?: boolean;
  disabled?: boolean;
}

/** A row of a list that can be clicked: what it names, and a line about it. */
export function NamedRow({ name, hint, onClick, title, pressed, disabled }: NamedRowProps) {
  return (
    <button type="button" className="row-button gap-row" onClick={onClick} title={title} aria-pressed={pressed} disabled={disabled}>
      <span className="gap-name">{name}</span>
      <span className="hint">{hint}</span>
    </button>
  );
}

interface NamedRowsProps {
  total: number;
  label: string;
  row(index: number): ReactNode;
  /** How many are in sight at the most, but for high screens. */
  most?: number;
  /** Hears which rows came into sight. */
  onRange?(from: number, to: number): void;
}

/** Any number of such rows in a frame of a few. */
export function NamedRows({ total, label, row, most = 5, onRange = () => undefined }: NamedRowsProps) {
  return (
    <div style={{ height: `min(${total * ROW}px, max(${most * ROW}px, ${most * 5}vh))` }} className="gap-frame">
      <VirtualList oneStop total={total} rowHeight={ROW} label={label} onRange={onRange} row={row} />
    </div>
  );
}
