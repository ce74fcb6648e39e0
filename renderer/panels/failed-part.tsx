import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { host } from '../host/host.ts';

/** What stands in a failed part's place: that the records are safe, and the two ways on. */
export function FailedPart({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="empty-state surface" role="alert">
      <p className="empty-title">{t('app.error.title')}</p>
      <p className="empty-hint">{t('app.error.hint')}</p>
      <div className="button-row">
        <Button type="primary" onClick={retry}>
          {t('app.error.retry')}
        </Button>
        <Button onClick={() => void host().files.openLogFolder(null)}>{t('app.error.logs')}</Button>
      </div>
    </div>
  );
}
