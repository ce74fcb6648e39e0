import { AimOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { IconButton } from '../components/icon-button.tsx';
import { fitExtent, flyTo } from '../state/map-view.ts';
import { pointOf } from './card-parts.tsx';
import { extentOf } from './layer-extent.ts';

/** Takes the map to the record; nothing for what has no place. */
export function ZoomHere({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const point = pointOf(row);
  const extent = point ? null : extentOf([row]);
  if (!point && !extent) return null;
  return (
    <IconButton
      label={t('panels.card.zoomTo')}
      icon={<AimOutlined />}
      placement="top"
      onClick={() => (point ? flyTo(point, 17) : extent && fitExtent(extent))}
    />
  );
}
