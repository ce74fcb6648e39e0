import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { clock } from '../../../shared/analyses/clock.ts';
import type { TourAnswer } from '../../../shared/analyses/response/index.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { type TravelProfileId, travelProfileIds } from '../../../shared/rules/travel-profiles.ts';
import { ClockPicker } from '../../components/clock-picker.tsx';
import { coverageStore } from '../../state/coverage.ts';
import { fitExtent } from '../../state/map-view.ts';
import { type PatrolState, patrolStore, runTour, setPatrol, tourRequest } from '../../state/patrol.ts';
import { responseStore } from '../../state/response.ts';
import { Assumptions } from './assumptions.tsx';
import { formatDuration } from './duration.ts';
import { ExplanationLines } from './explanation-lines.tsx';
import { PlaceRow } from './place-row.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** A tour over everything to be seen, with its timetable. */
export function TourPart() {
  const { t } = useTranslation();
  const state = useStore(patrolStore);
  useStore(coverageStore);
  const answer = useStore(responseStore, (all) => all.entries.tour?.answer ?? null);
  return (
    <>
      <PlaceRow
        label="routes.patrol.start"
        hint="routes.patrol.clickStart"
        place={state.start}
        choose={(start) => setPatrol({ start })}
        testId="tour-start"
      />
      <div className="site-settings">
        <span className="hint">{t('routes.patrol.startsAt')}</span>
        <ClockPicker
          label={t('routes.patrol.startsAt')}
          value={state.startsAt}
          clearable={false}
          onChange={(startsAt) => startsAt !== null && setPatrol({ startsAt })}
        />
        <span className="hint">{t('routes.patrol.endsBy')}</span>
        <ClockPicker
          label={t('routes.patrol.endsBy')}
          value={state.endsBy}
          clearable={false}
          onChange={(endsBy) => endsBy !== null && setPatrol({ endsBy })}
        />
        <span className="hint">{t('routes.patrol.end')}</span>
        <Segmented<PatrolState['end']>
          aria-label={t('routes.patrol.end')}
          size="small"
          value={state.end}
          onChange={(end) => setPatrol({ end })}
          options={(['start', 'anywhere'] as const).map((value) => ({ value, label: t(`routes.patrol.endChoice.${value}`) }))}
        />
        <span className="hint">{t('response.setup.profile')}</span>
        <Select<TravelProfileId>
          size="small"
          aria-label={t('response.setup.profile')}
          value={state.profile}
          onChange={(profile) => setPatrol({ profile })}
          options={travelProfileIds.map((value) => ({ value, label: t(`response.profile.${value}`) }))}
        />
      </div>
      <RunAnalysis
        id="tour"
        label="routes.patrol.run"
        running="routes.patrol.running"
        request={tourRequest(state)}
        run={runTour}
        testId="tour-run"
        missing="routes.patrol.ask"
      />
      {answer === null ? null : <Timetable answer={answer} />}
    </>
  );
}

function Timetable({ answer }: { answer: TourAnswer }) {
  const { t } = useTranslation();
  const { visits, unmet, startsAt, endsAt, travelSeconds, waitSeconds, explanation } = answer;
  return (
    <div className="answer-part" data-testid="tour-answer">
      <Assumptions answer={answer} />
      <p>
        {t('routes.patrol.total', {
          from: clock(startsAt),
          to: clock(endsAt),
          travel: formatDuration(t, travelSeconds),
          wait: formatDuration(t, waitSeconds),
        })}
      </p>
      <ol className="plain-rows">
        {visits.map(({ kind, index, label, reversed, beginsAt, leavesAt, travelSeconds: seconds, way }, order) => (
          <li key={`${kind}-${index}`}>
            <button
              type="button"
              className="row-button choice-row"
              onClick={() => way.coordinates.length > 0 && fitExtent(boxOfPositions(way.coordinates))}
            >
              <strong className="choice-rank">{order + 1}</strong>
              <span className="gap-name">
                {label}
                {reversed ? ` · ${t('routes.patrol.reversed')}` : null}
              </span>
              <span className="number">{t('routes.patrol.visit', { arrives: clock(beginsAt), leaves: clock(leavesAt) })}</span>
              <span className="hint">{t('routes.patrol.travel', { time: formatDuration(t, seconds) })}</span>
            </button>
          </li>
        ))}
      </ol>
      {unmet.length === 0 ? null : (
        <>
          <h4 className="part-title danger-text">{t('routes.patrol.unmet')}</h4>
          <ul className="plain-rows">
            {unmet.map(({ kind, index, label, reason, conflicts }) => (
              <li key={`${kind}-${index}`} className="unmet-row">
                <strong>! {label}</strong>
                <span>{t(`analyses.unmetReason.${reason}`)}</span>
                {conflicts.length === 0 ? null : (
                  <span className="hint">{t('routes.patrol.unmetWith', { names: conflicts.join(t('routes.patrol.separator')) })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <SaveButtons id="tour" answer={answer} />
      <ExplanationLines of={explanation} />
    </div>
  );
}
