import { ArrowRightOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordRevision } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { placesStore } from '../../state/places.ts';
import { useRow } from '../use-related.ts';
import { fieldLabel, fieldValueText } from './field-value.ts';
import './history.css';

interface FieldChangesProps {
  table: TableName;
  what: RecordRevision['what'];
  fields: RecordRevision['fields'];
  /** What can be done with one field, right of it. */
  action?: (field: RecordRevision['fields'][number]) => ReactNode;
}

/** What of a record changed: each field with its value before and after, in words. */
export function FieldChanges({ table, what, fields, action }: FieldChangesProps) {
  const { t } = useTranslation();
  // Empty fields of a new or a removed record say nothing; the batch is named by the change itself.
  const shown = fields.filter(({ field, before, after }) => field !== 'importBatchId' && isSaid(before, after));
  if (shown.length === 0) return <p className="hint">{t('history.noFields')}</p>;
  return (
    <dl className="field-changes">
      {shown.map((one) => (
        <div key={one.field}>
          <dt>{fieldLabel(t, table, one.field)}</dt>
          <dd>
            {what === 'created' ? null : (
              <del>
                <FieldValue table={table} field={one.field} value={one.before} />
              </del>
            )}
            {what === 'changed' ? <ArrowRightOutlined aria-label="→" /> : null}
            {what === 'removed' ? null : (
              <ins>
                <FieldValue table={table} field={one.field} value={one.after} />
              </ins>
            )}
          </dd>
          {action?.(one)}
        </div>
      ))}
    </dl>
  );
}

const isSaid = (...values: unknown[]): boolean => values.some((value) => !isNothing(value));
const isNothing = (value: unknown): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

function FieldValue({ table, field, value }: { table: TableName; field: string; value: unknown }) {
  const { t } = useTranslation();
  const { zones, stations, adminAreas } = useStore(placesStore);
  const premises = useRow('premises', field === 'premisesId' && typeof value === 'string' ? value : null);
  const nameOf = (id: string): string | null => {
    const found = premises?.id === id ? premises : [...zones, ...adminAreas, ...stations].find((row) => row.id === id);
    return typeof found?.name === 'string' ? found.name : null;
  };
  return fieldValueText(t, table, field, value, nameOf);
}
