import { RightOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import './section.css';

interface SectionProps {
  title: string;
  open: boolean;
  onToggle: (open: boolean) => void;
  /** Small, right of the title: a count, a reset button. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a panel that folds. */
export function Section({ title, open, onToggle, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section">
      <h3 className="section-head">
        <button type="button" className="section-toggle" aria-expanded={open} aria-controls={id} onClick={() => onToggle(!open)}>
          <RightOutlined rotate={open ? 90 : 0} aria-hidden="true" />
          {title}
        </button>
        {aside}
      </h3>
      <div id={id} hidden={!open} className="section-body">
        {open ? children : null}
      </div>
    </section>
  );
}
