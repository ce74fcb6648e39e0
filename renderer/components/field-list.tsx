import type { ReactNode } from 'react';

export interface FieldItem {
  label: string;
  value: ReactNode;
}

export const hasValue = ({ value }: FieldItem): boolean => value !== null && value !== undefined && value !== '';

/** Label and value, one under the other; what has no value is left out. */
export function FieldList({ items }: { items: readonly FieldItem[] }) {
  const shown = items.filter(hasValue);
  if (shown.length === 0) return null;
  return (
    <dl className="field-list">
      {shown.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
