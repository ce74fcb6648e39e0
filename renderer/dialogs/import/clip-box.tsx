import { Button, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BoundingBox } from '../../../shared/formats/intake.ts';
import { extentOf } from '../../panels/layer-extent.ts';
import { type Extent, mapViewStore } from '../../state/map-view.ts';
import { placesStore } from '../../state/places.ts';
import { workspaceStore } from '../../state/workspace.ts';

const edges = ['west', 'south', 'east', 'north'] as const;
const wholeEarth: BoundingBox = [-180, -90, 180, 90];
const decimals = 5;

/** How much of an extract is wanted: all, or a box in degrees: typed, or taken from the records, the map or a district. */
export function ClipBox({ clip, setClip }: { clip: BoundingBox | null; setClip: (clip: BoundingBox | null) => void }) {
  const { t } = useTranslation();
  const records = useStore(workspaceStore, (state) => state.info?.extent ?? null);
  const view = useStore(mapViewStore, (state) => state.extent);
  const { adminAreas, zones } = useStore(placesStore);
  const districts = [...adminAreas, ...zones].filter(({ geom }) => geom !== null);
  const take = (extent: Extent | null) => extent && setClip(outward(extent));
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
        onChange={({ target }) => setClip(target.value === 'all' ? null : outward(records ?? view ?? wholeEarth))}
        options={[
          { value: 'all', label: t('imports.clip.all') },
          { value: 'box', label: t('imports.clip.box') },
        ]}
      />
      {clip === null ? null : (
        <>
          <div className="clip-sources">
            <span className="hint">{t('imports.clip.from')}</span>
            <Button size="small" disabled={records === null} onClick={() => take(records)}>
              {t('imports.clip.fromRecords')}
            </Button>
            <Button size="small" disabled={view === null} onClick={() => take(view)}>
              {t('imports.clip.fromView')}
            </Button>
            {districts.length === 0 ? null : (
              <Select<string>
                size="small"
                className="clip-district"
                aria-label={t('imports.clip.fromDistrict')}
                placeholder={t('imports.clip.fromDistrict')}
                value={null}
                showSearch={{ optionFilterProp: 'label' }}
                options={districts.map(({ id, name }) => ({ value: id, label: String(name) }))}
                onChange={(id) => take(extentOf(districts.filter((row) => row.id === id)))}
              />
            )}
          </div>
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
                precision={decimals}
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

/** To the decimals the fields show, never smaller, and on the earth. */
function outward(extent: Extent): BoundingBox {
  const scale = 10 ** decimals;
  return extent.map((side, index) =>
    index < 2
      ? Math.max(wholeEarth[index]!, Math.floor(side * scale) / scale)
      : Math.min(wholeEarth[index]!, Math.ceil(side * scale) / scale),
  ) as BoundingBox;
}
