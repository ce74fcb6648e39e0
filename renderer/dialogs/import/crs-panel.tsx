import { CheckCircleFilled, EnvironmentOutlined, QuestionCircleFilled, ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrsReport } from '../../../shared/geo/crs-doctor/crs-report.ts';
import { type CrsEvidence, mostShownMeters } from '../../../shared/geo/crs-doctor/diagnose-crs.ts';
import { crsName } from '../../components/crs-choices.ts';
import { formatCount, formatShare } from '../../format.ts';
import { failureText } from '../../i18n.ts';
import { CrsLookBar } from './crs-look-bar.tsx';
import { CrsProblems } from './crs-problems.tsx';
import { useCrsDoctor } from './use-crs-doctor.ts';
import type { ImportAnswers, Importing } from './use-import.ts';
import './crs-panel.css';

/** Candidates of which every point lies elsewhere are counted, not listed. */
const leastListed = 3;

/**
 * Which coordinate system the file is in and why: a verdict, the evidence for each system, the rows whose positions are wrong in any, and the
 * points on the map before and after. What the doctor is sure of is put to use unless a person has chosen already.
 */
export function CrsPanel({ path, answers, importing }: { path: string; answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const [looking, setLooking] = useState(false);
  // What was chosen when the panel opened stands until a person chooses.
  const [offered, setOffered] = useState(answers.crs);
  const { report, failure, checking, again } = useCrsDoctor(path, answers, ({ chosen }) => {
    if (chosen === null || answers.crs !== offered) return;
    setOffered(chosen);
    if (chosen !== answers.crs) importing.setCrs(chosen);
  });
  const use = (crs: string) => importing.setCrs(crs);
  if (failure !== null) return <Alert type="warning" showIcon title={failureText(t, failure)} />;
  if (report === null)
    return (
      <section className="crs-panel" aria-busy="true">
        <p className="hint">{t('crs.checking')}</p>
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      </section>
    );
  return (
    <section className="crs-panel" aria-label={t('crs.title')} aria-busy={checking} data-testid="crs-panel">
      <Verdict report={report} />
      {report.candidates.length === 0 ? null : <Evidence report={report} used={answers.crs} use={use} />}
      <div className="crs-actions">
        {report.sample.length === 0 ? null : (
          <Button size="small" icon={<EnvironmentOutlined />} onClick={() => setLooking(true)} data-testid="crs-look">
            {t('crs.look')}
          </Button>
        )}
        <Button size="small" icon={<ReloadOutlined />} loading={checking} onClick={again}>
          {t('crs.again')}
        </Button>
        {report.wholeFile ? null : <span className="hint">{t('crs.firstRows', { n: formatCount(report.rowsRead) })}</span>}
      </div>
      <CrsProblems report={report} answers={answers} importing={importing} />
      {looking ? <CrsLookBar report={report} used={answers.crs} use={use} onClose={() => setLooking(false)} /> : null}
    </section>
  );
}

function Verdict({ report }: { report: CrsReport }) {
  const { t } = useTranslation();
  const { chosen, why, candidates, stated, margin, points } = report;
  const name = chosen === null ? '' : crsName(t, chosen);
  const best = candidates[0];
  return (
    <div className={chosen === null ? 'crs-verdict unsure' : 'crs-verdict'} role="status" data-testid="crs-verdict">
      {chosen === null ? <QuestionCircleFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}
      <div>
        <strong>{chosen === null ? t('crs.unsure') : t('crs.chosen', { name })}</strong>
        <p>
          {t(`crs.why.${why}`, {
            name,
            stated: stated === null ? '' : crsName(t, stated),
            n: formatCount(points),
            meters: metersText(t, best?.medianGroundMeters ?? null),
            inside: shareText(t, best?.inBuildings ?? null),
            margin: margin === null ? '' : margin.toFixed(1),
          })}
          {report.northFirst ? ` ${t('crs.northFirst')}` : ''}
        </p>
      </div>
    </div>
  );
}

function Evidence({ report, used, use }: { report: CrsReport; used: string; use: (crs: string) => void }) {
  const { t } = useTranslation();
  const { candidates } = report;
  const isListed = ({ crs, outside }: CrsEvidence, index: number) => index < leastListed || outside === null || outside < 1 || crs === used;
  const listed = candidates.filter(isListed);
  return (
    <div className="crs-evidence">
      <table>
        <thead>
          <tr>
            <th>{t('crs.column.system')}</th>
            <th className="number">{t('crs.column.offset')}</th>
            <th className="number" title={t('crs.distanceHint')}>
              {t('crs.column.distance')}
            </th>
            <th className="number">{t('crs.column.buildings')}</th>
            <th className="number">{t('crs.column.water')}</th>
            <th className="number">{t('crs.column.outside')}</th>
            <th className="number" title={t('crs.scoreHint')}>
              {t('crs.column.score')}
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {listed.map((evidence) => {
            const name = crsName(t, evidence.crs);
            const isUsed = evidence.crs === used || evidence.sameAs.includes(used);
            return (
              <tr key={evidence.crs} className={isUsed ? 'used' : ''} data-testid={`crs-${evidence.crs}`}>
                <td>
                  {name}
                  {evidence.sameAs.length === 0 ? null : (
                    <span className="hint"> {t('crs.sameAs', { names: evidence.sameAs.map((crs) => crsName(t, crs)).join(', ') })}</span>
                  )}
                </td>
                <td className="number">{metersText(t, evidence.offsetMeters)}</td>
                <td className="number">{metersText(t, evidence.medianGroundMeters, mostShownMeters)}</td>
                <td className="number">{shareText(t, evidence.inBuildings)}</td>
                <td className="number">{shareText(t, evidence.inWater)}</td>
                <td className="number">{shareText(t, evidence.outside)}</td>
                <td className="number">
                  {evidence.score === null ? t('crs.unknown') : t('crs.scoreOf', { score: evidence.score.toFixed(1) })}
                </td>
                <td>
                  {isUsed ? (
                    <span className="crs-used">
                      <CheckCircleFilled aria-hidden /> {t('crs.applied')}
                    </span>
                  ) : (
                    <Button size="small" aria-label={t('crs.useOf', { name })} onClick={() => use(evidence.crs)}>
                      {t('crs.use')}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {listed.length === candidates.length ? null : <p className="hint">{t('crs.others', { n: candidates.length - listed.length })}</p>}
    </div>
  );
}

/** Metres in words; `limit` and beyond as more than that. */
export function metersText(t: TFunction, meters: number | null, limit = Number.POSITIVE_INFINITY): string {
  if (meters === null) return t('crs.unknown');
  if (meters >= limit) return t('crs.moreThan', { n: limit });
  return t('crs.meters', { n: meters < 10 && meters > 0 ? meters.toFixed(1) : formatCount(Math.round(meters)) });
}

const shareText = (t: TFunction, share: number | null): string => (share === null ? t('crs.unknown') : formatShare(share, 1));
