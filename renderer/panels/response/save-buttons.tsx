import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { saveAnswer } from './save-answer.ts';

/** An answer as a table and as features for a map. What takes a while to write says how far it is, and can be stopped. */
export function SaveButtons<Id extends ResponseTaskId>({ id, answer }: { id: Id; answer: ResponseAnswer<Id> }) {
  const { t } = useTranslation();
  const [share, setShare] = useState<number | null>(null);
  const writing = useRef<AbortController>(null);
  useEffect(() => () => writing.current?.abort(), []);
  const save = async (format: 'csv' | 'geojson'): Promise<void> => {
    writing.current?.abort();
    const mine = new AbortController();
    writing.current = mine;
    await saveAnswer(format, id, answer, { progress: (done) => writing.current === mine && setShare(done), signal: mine.signal });
    if (writing.current !== mine) return;
    writing.current = null;
    setShare(null);
  };
  return (
    <>
      <div className="tier-actions">
        {(['csv', 'geojson'] as const).map((format) => (
          <Button key={format} size="small" onClick={() => void save(format)} data-testid={`${id}-${format}`}>
            {t(`response.save.${format}`)}
          </Button>
        ))}
      </div>
      {share === null ? null : (
        <ProgressLine
          what={t('response.save.writing')}
          detail={t('response.percentDone', { percent: Math.round(share * 100) })}
          share={share}
          cancel={{ label: t('app.cancel'), run: () => writing.current?.abort() }}
        />
      )}
    </>
  );
}
