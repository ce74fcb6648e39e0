import { SafetyCertificateOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

interface WrittenFileProps {
  title: string;
  path: string;
  /** What to do with it next. */
  hint: string;
  /** How large it is and what it holds. */
  children: ReactNode;
}

/** A file to carry away that was written and read back. */
export function WrittenFile({ title, path, hint, children }: WrittenFileProps) {
  return (
    <div className="job-result" data-testid="written-file">
      <p className="job-result-title">
        <SafetyCertificateOutlined aria-hidden="true" />
        {title}
      </p>
      <p className="selectable recovery-path">{path}</p>
      {children}
      <p className="hint">{hint}</p>
    </div>
  );
}
