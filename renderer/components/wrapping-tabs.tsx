import type { KeyboardEvent } from 'react';
import './wrapping-tabs.css';

interface WrappingTabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; label: string; testId: string }[];
  active: Id;
  /** Id of the element the tabs fill. */
  controls: string;
  onChange(id: Id): void;
}

/** Tabs that go on in a second row where one does not hold them all: none is ever out of sight. Arrow keys, Home and End go through them. */
export function WrappingTabs<Id extends string>({ label, tabs, active, controls, onChange }: WrappingTabsProps<Id>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex(({ id }) => id === active);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + tabs.length) % tabs.length;
    onChange(tabs[index]!.id);
    (event.currentTarget.children[index] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="wrapping-tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ id, label: name, testId }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="wrapping-tab"
          aria-selected={id === active}
          aria-controls={controls}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onChange(id)}
          data-testid={testId}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
