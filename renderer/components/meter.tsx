import './meter.css';

/** A share between 0 and 1 as a short bar with its words beside it. */
export function Meter({ share, text, tone }: { share: number; text: string; tone: 'good' | 'fair' | 'poor' }) {
  return (
    <span className={`meter ${tone}`}>
      <svg width="40" height="6" viewBox="0 0 40 6" aria-hidden="true" focusable="false">
        <rect className="meter-track" width="40" height="6" rx="3" />
        <rect className="meter-fill" width={Math.max(3, 40 * Math.min(1, Math.max(0, share)))} height="6" rx="3" />
      </svg>
      <span>{text}</span>
    </span>
  );
}
