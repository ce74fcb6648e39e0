import { RollbackOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isRestorable } from '../../../shared/edits/restore-fields.ts';
import type { RecordRevision, StoredRow } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { tableNeeds } from '../../../shared/rules/permissions.ts';
import { restoreOldValues } from '../../commands/restore-old-values.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { editText } from '../../i18n.ts';
import { pastStore } from '../../state/past.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { titleOf } from '../row-title.ts';
import { FieldChanges } from './field-changes.tsx';
import { valuesBefore } from './values-before.ts';

const pageRevisions = 30;

/** Every version of one record, newest first: who, when, which fields; old values can be put back as a new change. */
export function RecordHistory({ table, row }: { table: TableName; row: StoredRow }) {
  const { t } = useTranslation();
  const { revisions, more } = useRevisions(table, row.id);
  if (revisions === null) {
    return (
      <div className="card-body">
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      </div>
    );
  }
  if (revisions.length === 0) return <EmptyState title={t('history.recordNone')} />;
  return (
    <div className="panel-scroll card-body record-history" data-testid="record-history">
      <ol>
        {revisions.map((revision) => (
          <Revision key={revision.rev} table={table} row={row} revision={revision} revisions={revisions} />
        ))}
      </ol>
      {more === null ? null : (
        <Button size="small" block onClick={more}>
          {t('history.more', { n: pageRevisions })}
        </Button>
      )}
    </div>
  );
}

interface RevisionProps {
  table: TableName;
  row: StoredRow;
  revision: RecordRevision;
  revisions: readonly RecordRevision[];
}

function Revision({ table, row, revision, revisions }: RevisionProps) {
  const { t } = useTranslation();
  const forbidden = useRoleReason(tableNeeds[table]);
  const { rev, at, actor, note, what, fields } = revision;
  const restore = (values: Record<string, unknown>) => void restoreOldValues(table, row, values, titleOf(t, table, row));
  return (
    <li className="revision">
      <div className="revision-head">
        <p>
          <span className={`what ${what}`}>{t(`history.what.${what}`)}</span>{' '}
          {editText(t, { ...note, subject: isStep(note.edit) ? note.subject : null })}
        </p>
        {what === 'changed' && fields.some(({ field }) => isRestorable(table, field)) ? (
          <IconButton
            label={t('history.restoreRecord')}
            icon={<RollbackOutlined />}
            size="small"
            placement="left"
            disabled={forbidden !== null}
            reason={forbidden}
            onClick={() => restore(valuesBefore(revisions, rev))}
            testId="restore-record"
          />
        ) : null}
      </div>
      <p className="hint number">
        {formatMinute(at)} · {actor === '' ? t('history.unknownPerson') : actor} · {t('history.rev', { rev })}
      </p>
      <FieldChanges
        table={table}
        what={what}
        fields={fields}
        action={({ field, before }) =>
          what === 'changed' && isRestorable(table, field) ? (
            <button
              type="button"
              className="restore-field"
              title={forbidden ?? t('history.restoreField')}
              aria-label={t('history.restoreField')}
              disabled={forbidden !== null}
              onClick={() => restore({ [field]: before })}
              data-testid={`restore-${field}`}
            >
              <RollbackOutlined aria-hidden="true" />
            </button>
          ) : null
        }
      />
    </li>
  );
}

const isStep = (edit: string): boolean => edit === 'undo' || edit === 'redo';

/** The record's changes up to the moment looked at; `more` reads on, null at the end. Read again whenever the record moves on. */
function useRevisions(table: TableName, id: string): { revisions: RecordRevision[] | null; more: (() => void) | null } {
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const past = useStore(pastStore, (state) => state.shown?.rev ?? null);
  const [read, setRead] = useState<{ id: string; revisions: RecordRevision[]; ended: boolean } | null>(null);
  const [pages, setPages] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means reading again.
  useEffect(() => {
    let current = true;
    const limit = Math.min(200, pages * pageRevisions);
    void host()
      .records.historyOf({ table, id, before: past === null ? null : past + 1, limit })
      .then((revisions) => {
        if (current) setRead({ id, revisions, ended: revisions.length < limit || limit === 200 });
      });
    return () => {
      current = false;
    };
  }, [table, id, rev, past, pages]);
  if (read === null || read.id !== id) return { revisions: null, more: null };
  return { revisions: read.revisions, more: read.ended ? null : () => setPages((before) => before + 1) };
}
