import { AimOutlined, DeleteOutlined, EyeInvisibleOutlined, EyeOutlined, SlidersOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { runCommand } from '../commands/run-command.ts';
import { useRoleReason } from '../commands/use-command.ts';
import { IconButton } from '../components/icon-button.tsx';
import { NumberSlider } from '../components/number-slider.tsx';
import { formatCount } from '../format.ts';
import { host } from '../host/host.ts';
import { basemapsStore } from '../state/basemaps.ts';
import {
  type LayerId,
  layerEntry,
  layersStore,
  type PremisesSymbolBy,
  premisesSymbolChoices,
  setLayerOpacity,
  setPremisesSymbolBy,
  toggleLayer,
} from '../state/layers.ts';
import { fitExtent } from '../state/map-view.ts';
import { notifyFailure } from '../state/notices.ts';
import { workspaceStore } from '../state/workspace.ts';
import { layerExtent } from './layer-extent.ts';
import { useLayerName } from './layer-name.ts';

/** One layer: eye, name, count, and on demand opacity and zoom-to. Premises also choose their symbols here. */
export function LayerRow({ id }: { id: LayerId }) {
  const { t } = useTranslation();
  const entry = useStore(layersStore, (state) => layerEntry(state, id));
  const symbolBy = useStore(layersStore, (state) => state.premisesSymbolBy);
  const unplaced = useStore(workspaceStore, (state) => state.info?.counts.unplaced ?? 0);
  const name = useLayerName()(id);
  const isAway = useStore(basemapsStore, ({ archives }) => archives.some((archive) => archive.away && id === `basemap:${archive.id}`));
  const forbidden = useRoleReason('administrator');
  const [open, setOpen] = useState(false);
  if (!entry) return null;
  const zoomTo = () => {
    const extent = layerExtent(id);
    if (extent) fitExtent(extent);
  };
  return (
    <div className={entry.visible ? 'layer-row' : 'layer-row hidden'} data-testid={`layer-${id}`}>
      <div className="layer-line">
        <IconButton
          label={t(entry.visible ? 'panels.layers.hide' : 'panels.layers.show', { name })}
          icon={entry.visible ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          size="small"
          placement="right"
          pressed={entry.visible}
          onClick={() => toggleLayer(id)}
        />
        <span className="layer-name" title={name}>
          {name}
        </span>
        <span className="layer-more">
          <IconButton label={t('panels.layers.zoomTo', { name })} icon={<AimOutlined />} size="small" onClick={zoomTo} />
          <IconButton
            label={t('panels.layers.options', { name })}
            icon={<SlidersOutlined />}
            size="small"
            pressed={open}
            onClick={() => setOpen(!open)}
          />
        </span>
        <span className="layer-count number">{entry.count === null ? '' : formatCount(entry.count)}</span>
      </div>
      {open ? (
        <div className="layer-options">
          <NumberSlider
            label={t('panels.layers.opacity')}
            value={Math.round(entry.opacity * 100)}
            min={0}
            max={100}
            step={5}
            unit="%"
            onChange={(percent) => setLayerOpacity(id, percent / 100)}
          />
          {id.startsWith('basemap:') ? (
            <IconButton
              label={t('panels.layers.removeBasemap')}
              icon={<DeleteOutlined />}
              disabled={forbidden !== null}
              reason={forbidden}
              onClick={() => void removeBasemap(id)}
              testId="remove-basemap"
            />
          ) : null}
        </div>
      ) : null}
      {isAway ? (
        <p className="layer-note away">
          <WarningOutlined aria-hidden="true" /> {t('panels.layers.away')}
        </p>
      ) : null}
      {id === 'premises' && unplaced > 0 ? (
        <div className="layer-note">
          <Button type="link" size="small" className="layer-link" onClick={() => void runCommand('unplaced')} data-testid="open-tray">
            {t('panels.layers.unplaced', { n: formatCount(unplaced) })}
          </Button>
        </div>
      ) : null}
      {id === 'premises' && entry.visible ? (
        <div className="symbol-choice">
          <Segmented<PremisesSymbolBy>
            block
            size="small"
            aria-label={t('panels.layers.symbolBy')}
            value={symbolBy}
            options={premisesSymbolChoices.map((value) => ({ value, label: t(`panels.layers.symbolChoice.${value}`) }))}
            onChange={setPremisesSymbolBy}
          />
        </div>
      ) : null}
    </div>
  );
}

async function removeBasemap(id: LayerId): Promise<void> {
  const answer = await host().files.removeBasemap({ id: id.slice('basemap:'.length) });
  if (!answer.ok) notifyFailure(answer.failure);
}
