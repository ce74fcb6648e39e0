import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
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
    <Button size="small" icon={<AimOutlined />} onClick={() => (point ? flyTo(point, 17) : extent && fitExtent(extent))}>
      {t('panels.card.zoomTo')}
    </Button>
  );
}
