import { Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandedOutPackage, PackageWritten, StoredRow } from '../../../shared/ipc/index.ts';
import type { Failure, Result, TableName } from '../../../shared/model/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { datePattern, formatCount, formatDate, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { JobDialog } from '../job/job-dialog.tsx';
import { JobFailure } from '../job/job-failure.tsx';
import { type NewPassword, NewPasswordFields } from '../job/new-password.tsx';
import { useJob } from '../job/use-job.ts';
import { type PackageJob, PackageJobLine } from './package-job-line.tsx';
import { ContentCounts, WrittenPackage } from './package-parts.tsx';
import { ZoneMap } from './zone-map.tsx';
import './field-packages.css';

interface Values extends NewPassword {
  zoneId: string | null;
  expiresOn: string;
}
const USUAL_DAYS = 30;
const dayAfter = (days: number): string => formatDate(new Date(Date.now() + days * 86_400_000).toISOString());

/** Makes a zone's field package: which zone, with what password, until when. Below it, what was handed out before. */
export function MakePackageDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const zoneId = Form.useWatch('zoneId', form) ?? null;
  const job = useJob<PackageJob>();
  const [zones, setZones] = useState<StoredRow[] | null>(null);
  const [given, setGiven] = useState<HandedOutPackage[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [written, setWritten] = useState<PackageWritten | null>(null);
  const running = job.running !== null;
  useEffect(() => {
    void host().records.all({ table: 'zone' }).then(setZones);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just written is among them
  useEffect(() => {
    void host().fieldPackages.list(null).then(setGiven);
  }, [written]);
  const start = async ({ zoneId: zone, password, expiresOn }: Values) => {
    if (zone === null) return;
    setFailure(null);
    const answer = await job.run('making', (jobId) => host().fieldPackages.make({ zoneId: zone, password, expiresOn, jobId }));
    if (answer.ok) setWritten(answer.value);
    else setFailure(answer.failure);
  };
  return (
    <JobDialog
      title={t('packages.make.title')}
      width={760}
      running={running}
      start={{ label: t('packages.make.start'), run: () => form.submit(), disabled: zoneId === null, testId: 'start-make-package' }}
      done={written === null ? null : { label: t('packages.make.again'), again: () => setWritten(null) }}
    >
      <JobFailure failure={failure} stopped={t('packages.cancelled')} />
      {written !== null ? (
        <WrittenPackage written={written} title={t('packages.make.doneTitle')} hint={t('packages.make.eject')} />
      ) : zones?.length === 0 ? (
        <EmptyState title={t('packages.make.noZones')} />
      ) : (
        <>
          <p className="hint">{t('packages.make.hint')}</p>
          <Form<Values>
            form={form}
            layout="vertical"
            requiredMark={false}
            disabled={running}
            initialValues={{ zoneId: null, password: '', repeat: '', expiresOn: dayAfter(USUAL_DAYS) }}
            onFinish={(values) => void start(values)}
          >
            <div className="make-package">
              <div>
                <Form.Item name="zoneId" label={t('packages.make.zone')}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={t('packages.make.zonePlaceholder')}
                    options={(zones ?? []).map(({ id, name }) => ({ value: id, label: String(name) }))}
                    data-testid="package-zone"
                  />
                </Form.Item>
                <NewPasswordFields />
                <Form.Item
                  name="expiresOn"
                  label={t('packages.make.expires')}
                  extra={t('packages.make.expiresHint')}
                  validateTrigger="onBlur"
                  rules={[
                    {
                      validator: (_rule, value: string) =>
                        datePattern.test(value) && value >= dayAfter(0)
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('packages.make.expiresWrong'))),
                    },
                  ]}
                >
                  <Input maxLength={10} data-testid="package-expires" />
                </Form.Item>
              </div>
              <div>
                <ZoneMap zones={zones ?? []} chosen={zoneId} onChoose={(id) => form.setFieldValue('zoneId', id)} />
                {zoneId === null ? null : <ZoneContent key={zoneId} zoneId={zoneId} />}
              </div>
            </div>
          </Form>
        </>
      )}
      {job.running ? <PackageJobLine running={job.running} cancel={job.cancel} /> : null}
      {given.length > 0 && !running ? <GivenPackages given={given} /> : null}
    </JobDialog>
  );
}

/** What the package of a zone would hold. */
function ZoneContent({ zoneId }: { zoneId: string }) {
  const { t } = useTranslation();
  const [counts, setCounts] = useState<Result<{ [T in TableName]?: number }> | null>(null);
  useEffect(() => {
    let current = true;
    void host()
      .fieldPackages.measure({ zoneId })
      .then((answer) => {
        if (current) setCounts(answer);
      });
    return () => {
      current = false;
    };
  }, [zoneId]);
  if (counts === null) return null;
  return (
    <p className="zone-content" role="status" data-testid="zone-content">
      <strong>{t('packages.make.holds')}</strong>
      <br />
      {counts.ok ? <ContentCounts counts={counts.value} /> : failureText(t, counts.failure)}
    </p>
  );
}

function GivenPackages({ given }: { given: readonly HandedOutPackage[] }) {
  const { t } = useTranslation();
  return (
    <section className="given-packages">
      <h3>{t('packages.make.given', { n: formatCount(given.length) })}</h3>
      <ul className="plain-list">
        {given.map(({ packageId, zoneName, madeBy, madeAt, expiresOn, merged }) => (
          <li key={packageId}>
            <strong>{zoneName}</strong>
            <span className="hint">
              {t('packages.make.givenLine', { by: madeBy, at: formatMinute(madeAt) })} · {t('packages.make.expires')} {expiresOn}
            </span>
            <span className="hint number">
              {merged.length === 0
                ? t('packages.make.notBack')
                : t('packages.make.back', { n: merged.length, at: formatMinute(merged.at(-1)?.at ?? '') })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
