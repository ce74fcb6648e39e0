import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeOutcome } from '../../../shared/ipc/index.ts';
import type { Failure, TableName } from '../../../shared/model/index.ts';
import { formatCount, formatDate, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog, openDialog } from '../../state/screen.ts';
import { JobDialog } from '../job/job-dialog.tsx';
import { JobFailure } from '../job/job-failure.tsx';
import { type SealedFile, SealedFileFields } from '../job/sealed-file.tsx';
import { useJob } from '../job/use-job.ts';
import { type PackageJob, PackageJobLine } from './package-job-line.tsx';
import './field-packages.css';

const sum = (counts: { [T in TableName]?: number }): number => Object.values(counts).reduce((total, count) => total + count, 0);
const changesOf = ({ tables }: MergeOutcome): number =>
  Object.values(tables).reduce((total, { created, changed, removed }) => total + created + changed + removed, 0);

/** Takes a field package back: which file, what it would change, then all of it as one change. */
export function MergeDialog() {
  const { t } = useTranslation();
  const [file, setFile] = useState<SealedFile>({ path: null, password: '' });
  const [preview, setPreview] = useState<MergeOutcome | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = useJob<PackageJob>();
  const running = job.running !== null;
  const ask = async (what: 'previewing' | 'merging') => {
    const { path, password } = file;
    if (path === null) return;
    setFailure(null);
    const { fieldPackages } = host();
    const answer = await job.run(what, (jobId) =>
      (what === 'merging' ? fieldPackages.merge : fieldPackages.preview)({ path, password, jobId }),
    );
    if (!answer.ok) setFailure(answer.failure);
    else if (what === 'previewing') setPreview(answer.value);
    else finish(answer.value);
  };
  const finish = (outcome: MergeOutcome) => {
    const zone = outcome.package.zoneName;
    const n = sum(outcome.conflicts);
    const text = n > 0 ? 'packages.merge.doneConflicts' : 'packages.merge.doneOne';
    if (outcome.summary !== null) notify({ tone: 'success', text, values: { zone, n }, commandId: 'undo' });
    if (n > 0) openDialog({ kind: 'fieldConflicts' });
    else closeDialog();
  };
  const conflicts = preview === null ? 0 : sum(preview.conflicts);
  const changes = preview === null ? 0 : changesOf(preview);
  const nothing = preview !== null && (preview.alreadyMerged || changes + conflicts === 0);
  const mergeLabel = () => {
    if (nothing) return t('packages.merge.nothing');
    if (conflicts > 0) return t('packages.merge.startConflicts', { n: formatCount(conflicts) });
    return t('packages.merge.start', { n: formatCount(changes) });
  };
  return (
    <JobDialog
      title={t('packages.merge.title')}
      width={640}
      running={running}
      start={
        preview === null
          ? {
              label: t('packages.merge.preview'),
              run: () => void ask('previewing'),
              disabled: file.path === null,
              testId: 'preview-merge',
            }
          : { label: mergeLabel(), run: () => void ask('merging'), disabled: nothing, testId: 'confirm-merge' }
      }
    >
      <JobFailure failure={failure} stopped={t('packages.cancelled')} />
      {preview === null ? (
        <>
          <p className="hint">{t('packages.merge.hint')}</p>
          <SealedFileFields
            file={file}
            setFile={setFile}
            choose={() => host().fieldPackages.choose(null)}
            chooseLabel={t('packages.merge.choose')}
            disabled={running}
            failure={failure}
            submit={() => void ask('previewing')}
          />
        </>
      ) : (
        <MergePreview outcome={preview} conflicts={conflicts} />
      )}
      {job.running ? <PackageJobLine running={job.running} cancel={job.cancel} /> : null}
    </JobDialog>
  );
}

function MergePreview({ outcome, conflicts }: { outcome: MergeOutcome; conflicts: number }) {
  const { t } = useTranslation();
  const { package: mark, alreadyMerged, people, tables, leftOut } = outcome;
  const names = Object.keys({ ...tables, ...outcome.conflicts }) as TableName[];
  const expired = mark.expiresOn < formatDate(new Date().toISOString());
  const shown = (count: number | undefined) => (count ? formatCount(count) : t('app.none'));
  return (
    <div className="merge-preview" data-testid="merge-preview">
      <p>
        {t('packages.merge.from', { zone: mark.zoneName, by: mark.madeBy, at: formatMinute(mark.madeAt), rev: formatCount(mark.baseRev) })}
      </p>
      {expired ? <p className="hint">{t('packages.merge.expired', { day: mark.expiresOn })}</p> : null}
      {alreadyMerged ? <Alert type="info" showIcon title={t('packages.merge.already')} /> : null}
      {people.length === 0 ? null : (
        <>
          <h3>{t('packages.merge.people')}</h3>
          <ul className="plain-list">
            {people.map(({ actor, changes, lastAt }) => (
              <li key={actor} className="number">
                {t('packages.merge.person', { actor, n: formatCount(changes), at: formatMinute(lastAt) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {names.length === 0 ? null : (
        <table className="merge-table">
          <thead>
            <tr>
              <th scope="col">{t('packages.merge.table')}</th>
              {(['created', 'changed', 'removed', 'conflicts'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`packages.merge.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((table) => (
              <tr key={table}>
                <th scope="row">{t(`codes.table.${table}`)}</th>
                <td className="number">{shown(tables[table]?.created)}</td>
                <td className="number">{shown(tables[table]?.changed)}</td>
                <td className="number">{shown(tables[table]?.removed)}</td>
                <td className="number">{shown(outcome.conflicts[table])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {conflicts > 0 ? <Alert type="warning" showIcon title={t('packages.merge.conflictsHint', { n: formatCount(conflicts) })} /> : null}
      {sum(leftOut) > 0 ? (
        <p className="hint">
          {t('packages.merge.leftOut', {
            what: Object.entries(leftOut)
              .map(([table, count]) => `${t(`codes.table.${table as TableName}`)} ${formatCount(count)}`)
              .join(t('history.listSeparator')),
          })}
        </p>
      ) : null}
    </div>
  );
}
