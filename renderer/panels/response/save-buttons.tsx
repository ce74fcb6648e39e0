import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { saveAnswer } from './save-answer.ts';

/** An answer as a table and as features for a map. */
export function SaveButtons<Id extends ResponseTaskId>({ id, answer }: { id: Id; answer: ResponseAnswer<Id> }) {
  const { t } = useTranslation();
  return (
    <div className="tier-actions">
      {(['csv', 'geojson'] as const).map((format) => (
        <Button key={format} size="small" onClick={() => void saveAnswer(format, id, answer)} data-testid={`${id}-${format}`}>
          {t(`response.save.${format}`)}
        </Button>
      ))}
    </div>
  );
}
