import { InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BoundingBox } from '../../../shared/formats/intake.ts';
import { workspaceStore } from '../../state/workspace.ts';

const edges = ['west', 'south', 'east', 'north'] as const;
const wholeEarth: BoundingBox = [-180, -90, 180, 90];

/** How much of an extract is wanted: all, what lies around the records, or a box in degrees. */
export function ClipBox({ clip, setClip }: { clip: BoundingBox | null; setClip: (clip: BoundingBox | null) => void }) {
  const { t } = useTranslation();
  const extent = useStore(workspaceStore, (state) => state.info?.extent ?? null);
  const setEdge = (index: number, value: number | null): void => {
    if (clip === null || value === null) return;
    setClip(clip.with(index, value) as BoundingBox);
  };
  return (
    <div className="wide">
      <span className="control-label">{t('imports.clip.label')}</span>
      <Radio.Group
        aria-label={t('imports.clip.label')}
        value={clip === null ? 'all' : 'box'}
        onChange={({ target }) => setClip(target.value === 'all' ? null : (extent ?? wholeEarth))}
        options={[
          { value: 'all', label: t('imports.clip.all') },
          { value: 'box', label: t(extent === null ? 'imports.clip.box' : 'imports.clip.boxAroundRecords') },
        ]}
      />
      {clip === null ? null : (
        <>
          <div className="clip-edges">
            {edges.map((edge, index) => (
              <InputNumber<number>
                key={edge}
                aria-label={t(`imports.clip.${edge}`)}
                prefix={t(`imports.clip.${edge}`)}
                value={clip[index]!}
                min={wholeEarth[index % 2]!}
                max={wholeEarth[2 + (index % 2)]!}
                step={0.01}
                precision={5}
                controls={false}
                onChange={(value) => setEdge(index, value)}
              />
            ))}
          </div>
          <p className={isBox(clip) ? 'hint' : 'hint danger-text'}>{t(isBox(clip) ? 'imports.clip.hint' : 'imports.clip.wrong')}</p>
        </>
      )}
    </div>
  );
}

/** West of east and south of north. */
export const isBox = ([west, south, east, north]: BoundingBox): boolean => west < east && south < north;
