import { HolderOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import './sortable-list.css';

interface SortableListProps {
  ids: readonly string[];
  label: string;
  /** Accessible name of one row's handle; says that arrow keys move it. */
  handleLabel: (id: string) => string;
  onMove: (id: string, toIndex: number) => void;
  row: (id: string) => ReactNode;
}

/** Rows that are put in order by dragging their handle, or by the arrow keys on it. */
export function SortableList({ ids, label, handleLabel, onMove, row }: SortableListProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = (index: number) => {
    if (dragged !== null) {
      const from = ids.indexOf(dragged);
      const to = index > from ? index - 1 : index;
      if (to !== from) onMove(dragged, to);
    }
    setDragged(null);
    setOver(null);
  };
  return (
    <ul className="sortable-list" aria-label={label}>
      {ids.map((id, index) => (
        <li
          key={id}
          className={[
            dragged === id ? 'dragged' : '',
            over === index ? 'over' : '',
            over === ids.length && index === ids.length - 1 ? 'over-end' : '',
          ]
            .filter(Boolean)
            .join(' ')}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            setOver(event.clientY > box.top + box.height / 2 ? index + 1 : index);
          }}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (over !== null) drop(over);
          }}
        >
          <button
            type="button"
            className="handle"
            draggable
            aria-label={handleLabel(id)}
            title={handleLabel(id)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('application/x-row', id);
              setDragged(id);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
              const to = index + step;
              if (step === 0 || to < 0 || to >= ids.length) return;
              event.preventDefault();
              onMove(id, to);
            }}
          >
            <HolderOutlined aria-hidden="true" />
          </button>
          {row(id)}
        </li>
      ))}
    </ul>
  );
}
