import { Button } from 'antd';
import './empty-state.css';

interface EmptyStateProps {
  title: string;
  hint?: string;
  action?: { label: string; run: () => void; primary?: boolean };
}

/** Nothing here yet: says what to do and offers the button. */
export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {hint ? <p className="empty-hint">{hint}</p> : null}
      {action ? (
        <Button type={action.primary ? 'primary' : 'default'} onClick={action.run}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}
