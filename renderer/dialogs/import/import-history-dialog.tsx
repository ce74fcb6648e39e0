import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type ImportKind, importKinds } from '../../../shared/formats/intake.ts';
import type { ImportHistoryEntry } from '../../../shared/ipc/index.ts';
import { importNeeds } from '../../../shared/rules/permissions.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { crsName } from '../../components/crs-choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { usePages } from '../../components/use-pages.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatBytes, formatCount, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog } from '../../state/screen.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { UndoBatchDialog } from '../history/undo-batch-dialog.tsx';
import './import.css';
import './import-history-dialog.css';

/** Every import: who, when, which file, what came of it; and its undoing as one. */
export function ImportHistoryDialog() {
  const { t } = useTranslation();
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const [undoing, setUndoing] = useState<ImportHistoryEntry | null>(null);
  const { total, rowAt, load } = usePages<ImportHistoryEntry>(String(rev), async (offset, limit) => {
    const answer = await host().jobs.importHistory({ offset, limit });
    return { total: answer.total, rows: answer.imports };
  });
  return (
    <Modal
      open
      title={t('imports.history.title')}
      width="min(1120px, calc(100vw - 48px))"
      style={{ top: 40 }}
      onCancel={closeDialog}
      footer={null}
    >
      <p className="hint">{t('imports.history.hint')}</p>
      <div className="import-history">
        {total === 0 ? (
          <EmptyState title={t('imports.history.none')} hint={t('imports.history.noneHint')} />
        ) : (
          <VirtualList
            total={total ?? 4}
            rowHeight={72}
            label={t('imports.history.title')}
            onRange={load}
            row={(index) => {
              const entry = rowAt(index);
              return entry === undefined ? (
                <div className="skeleton-row">
                  <Skeleton active title={false} paragraph={{ rows: 2 }} />
                </div>
              ) : (
                <HistoryRow entry={entry} onUndo={() => setUndoing(entry)} />
              );
            }}
          />
        )}
      </div>
      {undoing === null ? null : (
        <UndoBatchDialog rev={undoing.rev} importBatchId={undoing.importBatchId} edit={undoing.fileName} onClose={() => setUndoing(null)} />
      )}
    </Modal>
  );
}

function HistoryRow({ entry, onUndo }: { entry: ImportHistoryEntry; onUndo: () => void }) {
  const { t } = useTranslation();
  const { fileName, fileHash, fileSize, importedAs, crs, counts, undone } = entry;
  const kind = importKinds.find((one) => one === importedAs);
  const forbidden = useRoleReason(importNeeds[kind ?? ('osm' satisfies ImportKind)]);
  const count = (name: string) => formatCount(counts[name] ?? 0);
  return (
    <div className="history-entry" data-testid="import-entry">
      <div>
        <p className="issue-cell selectable" title={fileName}>
          <strong>{fileName}</strong>
        </p>
        <p className="hint number issue-cell">
          {formatMinute(entry.at)} · {entry.actor}
        </p>
        <p className="hint number issue-cell">
          {kind === undefined ? importedAs : t(`imports.kind.${kind}`)}
          {fileSize === null ? '' : ` · ${formatBytes(fileSize)}`}
          {crs === null || kind === 'osm' ? '' : ` · ${crsName(t, crs)}`}
        </p>
      </div>
      <div>
        <p className="number">
          {t('imports.history.counts', {
            created: count('created'),
            updated: count('updated'),
            unchanged: count('unchanged'),
            rejected: count('rejected'),
          })}
        </p>
        {fileHash === null ? null : (
          <p className="hint hash-line">
            <span className="issue-cell selectable" title={fileHash}>
              {t('imports.history.hash')} {fileHash}
            </span>
            <IconButton
              size="small"
              label={t('imports.history.copyHash')}
              icon={<CopyOutlined />}
              onClick={() => {
                void host()
                  .response.copyText({ text: fileHash })
                  .then(() => notify({ tone: 'success', text: 'imports.history.hashCopied' }));
              }}
            />
          </p>
        )}
      </div>
      {undone === null ? (
        <Button size="small" disabled={forbidden !== null} title={forbidden ?? ''} onClick={onUndo} data-testid="undo-entry">
          {t('imports.history.undo')}
        </Button>
      ) : (
        <span className="history-undone" title={`${formatMinute(undone.at)} · ${undone.actor}`}>
          <Tag>{t('imports.history.undone')}</Tag>
        </span>
      )}
    </div>
  );
}
