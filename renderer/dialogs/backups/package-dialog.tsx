import { useTranslation } from 'react-i18next';
import { host } from '../../host/host.ts';
import { OpenSealedDialog } from '../job/open-sealed-dialog.tsx';

/** Takes a workspace out of an encrypted package and opens it. */
export function PackageDialog() {
  const { t } = useTranslation();
  return (
    <OpenSealedDialog
      words={{
        title: t('backups.package.title'),
        hint: t('backups.package.hint'),
        choose: t('backups.package.choose'),
        start: t('backups.package.start'),
        running: t('backups.job.opening'),
        stopped: t('backups.cancelled'),
      }}
      choose={() => host().backups.choosePackage(null)}
      open={(request) => host().backups.openPackage(request)}
    />
  );
}
