import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/run-command.ts';

/** The nearest resources to the record whose card is open. */
export function NearestHere() {
  const { t } = useTranslation();
  return (
    <Button size="small" onClick={() => void runCommand('nearestResources')} data-testid="nearest-here">
      {t('routes.commands.nearest')}
    </Button>
  );
}
