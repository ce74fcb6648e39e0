import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ExportedTable, ExportOutcome } from '../../../shared/formats/export-request.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { closeDialog } from '../../state/screen.ts';

interface ExportResultProps {
  table: ExportedTable;
  outcome: ExportOutcome;
  titleOf(field: string): string;
  again(): void;
}

/** What was written and where, and what a Shapefile could not keep. */
export function ExportResult({ table, outcome, titleOf, again }: ExportResultProps) {
  const { t } = useTranslation();
  const { path, rows, renamed, cut } = outcome;
  return (
    <Modal
      open
      title={t('exports.title')}
      width={620}
      style={{ top: 56 }}
      onCancel={closeDialog}
      footer={
        <>
          <Button onClick={again}>{t('exports.again')}</Button>
          <Button onClick={() => void host().exports.showLast(null)}>{t('exports.openFolder')}</Button>
          <Button type="primary" autoFocus onClick={closeDialog}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      <Alert
        type="success"
        showIcon
        title={t('exports.done', { what: t(`codes.table.${table}`), rows: formatCount(rows) })}
        description={<span className="export-path">{path}</span>}
        data-testid="export-done"
      />
      {cut === 0 ? null : <Alert type="warning" showIcon title={t('exports.cut', { texts: formatCount(cut) })} />}
      {renamed.length === 0 ? null : (
        <>
          <p className="hint">{t('exports.renamed')}</p>
          <ul className="export-renamed">
            {renamed.map(({ field, shortName }) => (
              <li key={field}>
                <code>{shortName}</code> {titleOf(field)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
