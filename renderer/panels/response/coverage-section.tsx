import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { runCoverage } from '../../state/coverage.ts';

/** Coverage: what to ask, and what came of it. */
export function CoverageSection() {
  const { t } = useTranslation();
  return (
    <Button type="primary" block onClick={runCoverage} data-testid="coverage-run">
      {t('response.run')}
    </Button>
  );
}
