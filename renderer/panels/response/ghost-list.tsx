import { AimOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CoverageAnswer, GhostPreview } from '../../../shared/analyses/response/index.ts';
import { type StationType, stationTypes } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { formatCount } from '../../format.ts';
import { addGhostAt, compareCoverage, coverageStore, removeGhost, setGhostType } from '../../state/coverage.ts';
import { startDrawing } from '../../state/drawing.ts';
import { flyTo } from '../../state/map-view.ts';
import { responseStore } from '../../state/response.ts';

const ghostTypes = stationTypes.filter((type) => type !== 'fireSafetyServiceCentre');

/** Stations that do not exist yet, and what they would change. */
export function GhostList({ answer }: { answer: CoverageAnswer | null }) {
  const { t } = useTranslation();
  const { ghosts, today } = useStore(coverageStore);
  const preview = useStore(responseStore, (all) => all.ghosts);
  const place = () =>
    startDrawing({
      shape: 'point',
      hint: 'response.ghosts.hint',
      repeat: false,
      done: ([position]) => addGhostAt(position!, (n) => t('response.ghosts.name', { n })),
    });
  return (
    <div className="plan-list">
      <div className="tier-actions">
        <Button size="small" onClick={place} data-testid="ghost-add">
          {t('response.ghosts.add')}
        </Button>
      </div>
      {ghosts.length === 0 ? <p className="hint">{t('response.ghosts.none')}</p> : null}
      <ul className="plain-rows">
        {ghosts.map(({ name, type }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name.
          <GhostRow key={index} index={index} name={name} type={type ?? 'fireStation'} />
        ))}
      </ul>
      {preview === null ? null : <p className="hint">{t('response.ghosts.dragging')}</p>}
      {answer === null || today === null || answer === today ? null : <Comparison answer={answer} today={today} preview={preview} />}
    </div>
  );
}

/** The same wherever the ghost is dragged to. */
const GhostRow = memo(function GhostRow({ index, name, type }: { index: number; name: string; type: StationType }) {
  const { t } = useTranslation();
  const zoom = () => {
    const { lon, lat } = coverageStore.getState().ghosts[index]!;
    flyTo([lon, lat], 14);
  };
  return (
    <li className="plan-row">
      <span>{name}</span>
      <Select<StationType>
        size="small"
        aria-label={t('response.setup.types')}
        value={type}
        onChange={(value) => setGhostType(index, value)}
        options={ghostTypes.map((value) => ({ value, label: t(`codes.stationType.${value}`) }))}
      />
      <IconButton label={t('response.closures.zoom')} icon={<AimOutlined />} size="small" onClick={zoom} />
      <IconButton label={t('response.ghosts.remove')} icon={<DeleteOutlined />} size="small" onClick={() => removeGhost(index)} />
    </li>
  );
});

/** What is won and lost against today. */
function Comparison({ answer, today, preview }: { answer: CoverageAnswer; today: CoverageAnswer; preview: GhostPreview | null }) {
  const { t } = useTranslation();
  const compared = useMemo(() => compareCoverage(answer, today, preview), [answer, today, preview]);
  if (compared === null) return null;
  return (
    <div className="compared" data-testid="ghost-compared">
      <span className="hint">{t('response.ghosts.compared')}</span>
      <strong className="gained">+ {t('response.ghosts.gained', { n: formatCount(compared.gained) })}</strong>
      <strong className="lost">− {t('response.ghosts.lost', { n: formatCount(compared.lost) })}</strong>
      <span>{t('response.ghosts.sooner', { n: formatCount(compared.sooner) })}</span>
      <span>{t('response.ghosts.later', { n: formatCount(compared.later) })}</span>
    </div>
  );
}
