import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../../shared/ipc/index.ts';
import { tableNames } from '../../../shared/model/index.ts';
import { formatCount, formatMinute } from '../../format.ts';
import { editText } from '../../i18n.ts';

/** What sort of change a line is, for its mark. */
export function kindOf({ kind, importBatchId, note }: LogLine): 'edit' | 'undo' | 'redo' | 'setting' | 'import' | 'restore' | 'adopt' {
  if (kind !== 'edit') return kind;
  if (importBatchId !== null) return 'import';
  if (note.edit === 'restoreBackup' || note.edit === 'restoreFields') return 'restore';
  return note.edit === 'adoptOutsideEdits' ? 'adopt' : 'edit';
}

/** How many rows of which tables a change touched, in words. */
export function useCounts(): (tables: LogLine['tables']) => string {
  const { t } = useTranslation();
  return (tables) =>
    tableNames
      .filter((table) => tables[table] !== undefined && table !== 'import_batch')
      .map((table) => t('history.tableCount', { table: t(`codes.table.${table}`), n: formatCount(tables[table] as number) }))
      .join(' · ');
}

/** One change in the list: what, when, who, how much. */
export function LogRow({ line, active, onOpen }: { line: LogLine; active: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const countsOf = useCounts();
  return (
    <button
      type="button"
      className={active ? 'log-row active' : 'log-row'}
      aria-current={active}
      onClick={onOpen}
      data-testid={`log-${line.rev}`}
    >
      <span className={line.undoneBy === null ? '' : 'undone'} title={editText(t, line.note)}>
        <span className="what">{t(`history.kind.${kindOf(line)}`)}</span> {editText(t, line.note)}
      </span>
      <span className="hint number">{formatMinute(line.at)}</span>
      <span className="hint" title={countsOf(line.tables)}>
        {line.actor === '' ? t('history.unknownPerson') : line.actor} · {countsOf(line.tables)}
      </span>
      <span className="hint number">
        {line.undoneBy === null ? '' : `${t('history.undone')} · `}
        {t('history.rev', { rev: line.rev })}
      </span>
    </button>
  );
}
