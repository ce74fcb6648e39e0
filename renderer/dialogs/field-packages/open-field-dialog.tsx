import { useTranslation } from 'react-i18next';
import { host } from '../../host/host.ts';
import { OpenSealedDialog } from '../job/open-sealed-dialog.tsx';

/** Takes a working copy out of a field package and opens it. */
export function OpenFieldDialog() {
  const { t } = useTranslation();
  return (
    <OpenSealedDialog
      words={{
        title: t('packages.open.title'),
        hint: t('packages.open.hint'),
        choose: t('packages.open.choose'),
        start: t('packages.open.start'),
        running: t('packages.job.opening'),
        stopped: t('packages.cancelled'),
      }}
      choose={() => host().fieldPackages.choose(null)}
      open={(request) => host().fieldPackages.open(request)}
    />
  );
}
