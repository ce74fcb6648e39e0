import { Radio, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportKind, matchKeys } from '../../../shared/formats/intake.ts';
import { crsChoices } from '../../components/crs-choices.ts';
import { ClipBox } from './clip-box.tsx';
import { CrsPanel } from './crs-panel.tsx';
import type { ImportAnswers, Importing } from './use-import.ts';

/** Kinds that stand on the map by themselves. */
const placed: readonly ImportKind[] = ['premises', 'hazards', 'stations', 'facilities', 'zones', 'roads', 'patrolTracks'];
/** The file's features have shapes, or a column says where its rows are. */
const hasPositions = ({ mapping }: ImportAnswers, { state: { preview } }: Importing): boolean =>
  preview === null || preview.geometryType !== null || preview.format === 'photos' || positionFields.some((field) => field in mapping);
const positionFields = ['lon', 'lat', 'position', 'geometry'];
const newerChoices = ['keepRecord', 'takeFile'] as const;

/** Where the rows are and which records they stand for: coordinate system or box, and the key they are matched by. */
export function PositionStep({ path, answers, importing }: { path: string; answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const crs = useMemo(() => crsChoices(t), [t]);
  if (answers.as === 'osm') return <ClipBox clip={answers.clip} setClip={importing.setClip} />;
  return (
    <div className="import-position">
      <section>
        <h3>{t('imports.positionTitle')}</h3>
        {!placed.includes(answers.as) ? (
          <p className="hint">{t('imports.positionNone')}</p>
        ) : !hasPositions(answers, importing) ? (
          <p className="hint" data-testid="no-positions">
            {t(`imports.positionMissing.${answers.as === 'premises' || answers.as === 'hazards' ? answers.as : 'other'}`)}
          </p>
        ) : (
          <>
            <Select<string>
              className="import-crs"
              aria-label={t('imports.crs')}
              value={answers.crs}
              onChange={importing.setCrs}
              options={crs}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={460}
            />
            <p className="hint">{t('imports.crsHint')}</p>
            <CrsPanel path={path} answers={answers} importing={importing} />
          </>
        )}
      </section>
      <section>
        <h3>{t('imports.matchTitle')}</h3>
        <Select
          className="import-crs"
          aria-label={t('imports.matchTitle')}
          value={answers.matchBy}
          onChange={importing.setMatchBy}
          options={matchKeys.map((value) => ({ value, label: t(`imports.matchKey.${value}`) }))}
        />
        <p className="hint">{t('imports.matchHint')}</p>
        <span className="control-label">{t('imports.newerTitle')}</span>
        <Radio.Group
          aria-label={t('imports.newerTitle')}
          value={answers.newerInRecord}
          onChange={({ target }) => importing.setNewerInRecord(target.value)}
          options={newerChoices.map((value) => ({ value, label: t(`imports.newerKey.${value}`) }))}
        />
      </section>
    </div>
  );
}
