import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackageWritten } from '../../../shared/ipc/index.ts';
import type { Failure, TableName } from '../../../shared/model/index.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { failureText } from '../../i18n.ts';

/** Why a package could not be made, opened or merged; being stopped is none. */
export function PackageFailure({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const stopped = failure.code === 'cancelled';
  return (
    <Alert
      className="import-alert"
      type={stopped ? 'info' : 'error'}
      showIcon
      title={stopped ? t('packages.cancelled') : failureText(t, failure)}
      description={failure.code === 'passwordWrong' ? t('backups.package.again') : null}
    />
  );
}

const named: readonly TableName[] = ['premises', 'hazard', 'inspection', 'grade_period', 'road', 'building', 'station', 'facility'];

/** How many premises, hazards, … in one line. */
export function ContentCounts({ counts }: { counts: { [T in TableName]?: number } }) {
  const { t } = useTranslation();
  const parts = named.flatMap((table) => (counts[table] ? [`${t(`codes.table.${table}`)} ${formatCount(counts[table])}`] : []));
  return <span className="number">{parts.length === 0 ? t('app.none') : parts.join(' · ')}</span>;
}

/** A file that was written and read back: where, how large, what is in it. */
export function WrittenPackage({ written, title, hint }: { written: PackageWritten; title: string; hint: string }) {
  return (
    <div className="copy-result" data-testid="package-written">
      <p className="copy-result-title">
        <SafetyCertificateOutlined aria-hidden="true" />
        {title}
      </p>
      <p className="selectable recovery-path">{written.path}</p>
      <p>{formatBytes(written.size)}</p>
      <p>
        <ContentCounts counts={written.counts} />
      </p>
      <p className="hint">{hint}</p>
    </div>
  );
}
