import { Button, Progress } from 'antd';
import './progress-line.css';

interface ProgressLineProps {
  /** What is being done. */
  what: string;
  /** How much of how much, and the time left, in words. */
  detail: string;
  /** 0–1; null when the end is unknown. */
  share: number | null;
  cancel?: { label: string; run: () => void };
}

/** Work that takes longer than a moment: what, how many, time left, cancel. */
export function ProgressLine({ what, detail, share, cancel }: ProgressLineProps) {
  return (
    <div className="progress-line" role="status" aria-live="polite">
      <div className="progress-head">
        <span className="progress-what">{what}</span>
        <span className="progress-detail">{detail}</span>
      </div>
      <div className="progress-row">
        {share === null ? (
          <span className="indeterminate" aria-hidden="true" />
        ) : (
          <Progress percent={Math.round(share * 1000) / 10} size="small" aria-label={what} />
        )}
        {cancel ? (
          <Button size="small" onClick={cancel.run}>
            {cancel.label}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
