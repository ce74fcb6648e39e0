import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { CommandButton } from './command-button.tsx';

export function ZoomButtons() {
  const { t } = useTranslation();
  return (
    <div className="surface zoom-buttons" role="toolbar" aria-label={t('panels.status.zoomControls')}>
      <CommandButton id="zoomIn" icon={<PlusOutlined />} placement="left" />
      <CommandButton id="zoomOut" icon={<MinusOutlined />} placement="left" />
      <CommandButton id="zoomToAll" icon={<CompressOutlined />} placement="left" />
    </div>
  );
}
