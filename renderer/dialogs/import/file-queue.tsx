import { CheckCircleFilled, ClockCircleOutlined, FileTextOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ImportFile } from '../../state/screen.ts';

export type QueueState = 'imported' | 'skipped';
const pictures = { waiting: ClockCircleOutlined, current: FileTextOutlined, imported: CheckCircleFilled, skipped: MinusCircleOutlined };

/** The files of one drop or choice, and how far they are. */
export function FileQueue({ files, at, states }: { files: readonly ImportFile[]; at: number; states: ReadonlyMap<string, QueueState> }) {
  const { t } = useTranslation();
  return (
    <div className="file-queue">
      <span className="hint number">{t('imports.queue.at', { n: at + 1, total: files.length })}</span>
      <ol aria-label={t('imports.queue.label')}>
        {files.map(({ path, name }, index) => {
          const state = index === at ? 'current' : (states.get(path) ?? 'waiting');
          const Picture = pictures[state];
          return (
            <li key={path} className={state} title={`${path} · ${t(`imports.queue.state.${state}`)}`} aria-current={index === at}>
              <Picture aria-label={t(`imports.queue.state.${state}`)} />
              <span>{name}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
