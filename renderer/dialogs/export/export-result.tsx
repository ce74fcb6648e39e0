import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ExportedTable, ExportOutcome } from '../../../shared/formats/export-request.ts';
import { formatCount } from '../../format.ts';

interface ExportResultProps {
  table: ExportedTable;
  outcome: ExportOutcome;
  titleOf(field: string): string;
}

/** What was written and where, and what a Shapefile could not keep. */
export function ExportResult({ table, outcome, titleOf }: ExportResultProps) {
  const { t } = useTranslation();
  const { path, rows, renamed, cut } = outcome;
  return (
    <>
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
    </>
  );
}
