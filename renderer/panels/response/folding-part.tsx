import { type ReactNode, useState } from 'react';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../format.ts';

interface FoldingPartProps {
  title: string;
  /** How many there are in it; none is not said. */
  count?: number;
  startsOpen?: boolean;
  children: ReactNode;
}

/** A part of the panel that folds by itself, as long as it is on screen. */
export function FoldingPart({ title, count = 0, startsOpen = true, children }: FoldingPartProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <Section
      title={title}
      open={open}
      onToggle={setOpen}
      aside={count > 0 ? <span className="number muted">{formatCount(count)}</span> : null}
    >
      {children}
    </Section>
  );
}
