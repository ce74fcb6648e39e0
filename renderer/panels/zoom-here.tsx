import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { IconButton } from '../components/icon-button.tsx';
import { fitExtent, flyTo } from '../state/map-view.ts';
import { pointOf } from './card-parts.tsx';
import { extentOf } from './layer-extent.ts';

/** Takes the map to the record; nothing for what has no place. */
export function ZoomHere({ row, labelled = false }: { row: StoredRow; labelled?: boolean }) {
  const { t } = useTranslation();
  const point = pointOf(row);
  const extent = point ? null : extentOf([row]);
  if (!point && !extent) return null;
  const go = () => (point ? flyTo(point, 17) : extent && fitExtent(extent));
  const label = t('panels.card.zoomTo');
  return labelled ? (
    <Button size="small" icon={<AimOutlined />} onClick={go}>
      {label}
    </Button>
  ) : (
    <IconButton label={label} icon={<AimOutlined />} placement="top" onClick={go} />
  );
}
