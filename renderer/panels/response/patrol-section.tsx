import { DeleteOutlined } from '@ant-design/icons';
import { InputNumber, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ClockPicker } from '../../components/clock-picker.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { flyTo } from '../../state/map-view.ts';
import {
  type PatrolMode,
  patrolModes,
  patrolStore,
  removePatrolLine,
  removePatrolPoint,
  setPatrol,
  setPatrolLine,
  setPatrolPoint,
} from '../../state/patrol.ts';
import { AddStops } from './add-stops.tsx';
import { CompliancePart } from './compliance-part.tsx';
import { TourPart } from './tour-part.tsx';

/** Patrols: what is to be seen, the tour over it, and what a track proves. */
export function PatrolSection() {
  const { t } = useTranslation();
  const mode = useStore(patrolStore, (state) => state.mode);
  return (
    <>
      <Segmented<PatrolMode>
        aria-label={t('app.shown')}
        block
        value={mode}
        onChange={(value) => setPatrol({ mode: value })}
        options={patrolModes.map((value) => ({ value, label: t(`routes.patrol.mode.${value}`) }))}
      />
      <h4 className="part-title">{t('routes.patrol.points')}</h4>
      <Errands />
      {mode === 'tour' ? <TourPart /> : <CompliancePart />}
    </>
  );
}

function Errands() {
  const { t } = useTranslation();
  const { points, lines } = useStore(patrolStore);
  return (
    <>
      <AddStops />
      {points.length + lines.length === 0 ? <p className="hint">{t('routes.patrol.none')}</p> : null}
      <ul className="plain-rows errand-rows" data-testid="patrol-errands">
        {points.map(({ place, stayMinutes, ...times }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same place may be visited twice.
          <li key={index} className="errand-row">
            <ErrandName name={place.name} at={[place.lon, place.lat]} remove={() => removePatrolPoint(index)} />
            <InputNumber
              size="small"
              min={0}
              max={600}
              aria-label={t('routes.patrol.stay')}
              title={t('routes.patrol.stay')}
              suffix={t('response.setup.minutesShort')}
              value={stayMinutes}
              onChange={(value) => value !== null && setPatrolPoint(index, { stayMinutes: value })}
            />
            <TimesOf {...times} set={(change) => setPatrolPoint(index, change)} />
          </li>
        ))}
        {lines.map(({ name, positions, ...times }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own.
          <li key={`line-${index}`} className="errand-row">
            <ErrandName name={name} at={positions[0]!} remove={() => removePatrolLine(index)} />
            <span />
            <TimesOf {...times} set={(change) => setPatrolLine(index, change)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ErrandName({ name, at, remove }: { name: string; at: readonly [number, number]; remove: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="plan-row errand-name">
      <button type="button" className="plain-link" onClick={() => flyTo(at, 15)}>
        {name}
      </button>
      <IconButton label={t('routes.patrol.remove')} icon={<DeleteOutlined />} size="small" onClick={remove} />
    </div>
  );
}

interface TimesProps {
  opens: string | null;
  closes: string | null;
  set(change: { opens?: string | null; closes?: string | null }): void;
}
function TimesOf({ opens, closes, set }: TimesProps) {
  const { t } = useTranslation();
  return (
    <>
      <ClockPicker label={t('routes.patrol.opens')} value={opens} clearable onChange={(value) => set({ opens: value })} />
      <ClockPicker label={t('routes.patrol.closes')} value={closes} clearable onChange={(value) => set({ closes: value })} />
    </>
  );
}
