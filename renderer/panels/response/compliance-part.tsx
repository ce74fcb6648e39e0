import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ComplianceAnswer } from '../../../shared/analyses/response/index.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { DayPicker } from '../../components/day-picker.tsx';
import { formatMinute } from '../../format.ts';
import { gapLine } from '../../map/layers/patrol-features.ts';
import { fitExtent, flyTo } from '../../state/map-view.ts';
import { complianceRequest, patrolStore, runCompliance, setPatrol } from '../../state/patrol.ts';
import { responseStore } from '../../state/response.ts';
import { formatDuration } from './duration.ts';
import { ExplanationLines } from './explanation-lines.tsx';
import { formatLength } from './route-words.ts';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TrackChoice } from './track-choice.tsx';

/** What a recorded track proves. */
export function CompliancePart() {
  const { t } = useTranslation();
  const state = useStore(patrolStore);
  const answer = useStore(responseStore, (all) => all.entries.compliance?.answer ?? null);
  return (
    <>
      <TrackChoice />
      <div className="site-settings">
        <span className="hint">{t('routes.compliance.radius')}</span>
        <InputNumber
          size="small"
          aria-label={t('routes.compliance.radius')}
          min={5}
          max={1000}
          value={state.radiusMeters}
          onChange={(radiusMeters) => radiusMeters !== null && setPatrol({ radiusMeters })}
        />
        <span className="hint">{t('routes.compliance.date')}</span>
        <DayPicker
          label={t('routes.compliance.date')}
          value={state.day === '' ? null : state.day}
          onChange={(day) => setPatrol({ day: day ?? '' })}
        />
      </div>
      <RunAnalysis
        id="compliance"
        label="routes.compliance.run"
        running="routes.compliance.running"
        request={complianceRequest(state)}
        run={runCompliance}
        testId="compliance-run"
      />
      {answer === null ? null : <Proven answer={answer} />}
    </>
  );
}

const minuteOf = (seconds: number): string => formatMinute(new Date(seconds * 1000).toISOString());

/** Takes the map to where a track breaks off and goes on. */
function showGap(gap: { from: number; to: number }): void {
  const { track } = patrolStore.getState();
  const ends = track === null ? [] : gapLine(track.fixes, gap);
  if (ends.length > 0) fitExtent(boxOfPositions(ends));
}

/** As on the map. */
function Mark({ met, unknown }: { met: boolean; unknown: boolean }) {
  return <strong className={met ? 'choice-rank' : 'choice-rank failed'}>{met ? '✓' : unknown ? '?' : '✗'}</strong>;
}

function Proven({ answer }: { answer: ComplianceAnswer }) {
  const { t } = useTranslation();
  const { points, lines, gaps, explanation } = answer;
  return (
    <div className="answer-part" data-testid="compliance-answer">
      <p>
        <strong>
          {t('routes.compliance.points', { met: points.filter(({ verdict }) => verdict === 'met').length, n: points.length })}
        </strong>
        {' · '}
        <strong>{t('routes.compliance.lines', { met: lines.filter(({ met }) => met).length, n: lines.length })}</strong>
        {' · '}
        {t('routes.compliance.gaps', { n: gaps.length })}
      </p>
      <ul className="plain-rows">
        {points.map(({ label, verdict, longestStaySeconds, nearestMeters, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same place may be asked for twice.
          <li key={index}>
            <button type="button" className="row-button choice-row" onClick={() => flyTo([at.lon, at.lat], 16)}>
              <Mark met={verdict === 'met'} unknown={verdict === 'unknown'} />
              <span className="gap-name">{label}</span>
              <span>{t(`analyses.visitVerdict.${verdict}`)}</span>
              <span className="hint">
                {Number.isFinite(nearestMeters)
                  ? t('routes.compliance.stay', { time: formatDuration(t, longestStaySeconds), length: formatLength(t, nearestMeters) })
                  : t('routes.compliance.never')}
              </span>
            </button>
          </li>
        ))}
        {lines.map(({ label, met, hasGap, share, coveredMeters, lengthMeters, positions }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own.
          <li key={`line-${index}`}>
            <button type="button" className="row-button choice-row" onClick={() => flyTo(positions[0]!, 15)}>
              <Mark met={met} unknown={hasGap} />
              <span className="gap-name">{label}</span>
              <span>{t(`routes.compliance.${met ? 'lineMet' : hasGap ? 'lineUnknown' : 'lineMissed'}`)}</span>
              <span className="hint">
                {t('routes.compliance.share', {
                  percent: Math.floor(share * 1000) / 10,
                  covered: formatLength(t, coveredMeters),
                  length: formatLength(t, lengthMeters),
                })}
              </span>
            </button>
          </li>
        ))}
        {gaps.map((gap) => (
          <li key={gap.from}>
            <button type="button" className="row-button choice-row" onClick={() => showGap(gap)}>
              <strong className="choice-rank failed">┄</strong>
              <span className="gap-name">{t(`routes.compliance.gapKind.${gap.kind}`)}</span>
              <span />
              <span className="hint">
                {t('routes.compliance.gap', { from: minuteOf(gap.from), to: minuteOf(gap.to), length: formatLength(t, gap.meters) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <SaveButtons id="compliance" answer={answer} />
      <ExplanationLines of={explanation} />
    </div>
  );
}
