import { useTranslation } from 'react-i18next';
import type { PackageWritten } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { WrittenFile } from '../job/written-file.tsx';

const named: readonly TableName[] = ['premises', 'hazard', 'inspection', 'grade_period', 'road', 'building', 'station', 'facility'];

/** What a package is for: said also when there are none. */
const always: readonly TableName[] = ['premises', 'hazard'];

/** How many premises, hazards, … in one line. */
export function ContentCounts({ counts }: { counts: { [T in TableName]?: number } }) {
  const { t } = useTranslation();
  const shown = named.filter((table) => always.includes(table) || (counts[table] ?? 0) > 0);
  return (
    <span className="number content-counts">
      {shown.map((table, index) => (
        <span key={table}>
          {index === 0 ? '' : ' · '}
          <span>{`${t(`codes.table.${table}`)}\u00a0${formatCount(counts[table] ?? 0)}`}</span>
        </span>
      ))}
    </span>
  );
}

/** A file that was written and read back: where, how large, what is in it. */
export function WrittenPackage({ written, title, hint }: { written: PackageWritten; title: string; hint: string }) {
  return (
    <WrittenFile title={title} path={written.path} hint={hint}>
      <p>{formatBytes(written.size)}</p>
      <p>
        <ContentCounts counts={written.counts} />
      </p>
    </WrittenFile>
  );
}
