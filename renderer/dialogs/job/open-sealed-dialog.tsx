import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceInfo } from '../../../shared/ipc/index.ts';
import type { Failure, Result } from '../../../shared/model/index.ts';
import { closerOfDialog } from '../../state/screen.ts';
import { JobDialog } from './job-dialog.tsx';
import { JobFailure } from './job-failure.tsx';
import { JobLine, withStage } from './job-line.tsx';
import { type SealedFile, SealedFileFields } from './sealed-file.tsx';
import { useJob } from './use-job.ts';

interface OpenSealedDialogProps {
  words: { title: string; hint: string; choose: string; start: string; running: string; stopped: string };
  /** Asks for the file with the native dialog. */
  choose(): Promise<string | null>;
  /** Asks where to put what is in it, and opens that; null: the user cancelled. */
  open(request: { path: string; password: string; jobId: string }): Promise<Result<WorkspaceInfo | null>>;
}

/** Takes a workspace out of an encrypted file and opens it. */
export function OpenSealedDialog({ words, choose, open }: OpenSealedDialogProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<SealedFile>({ path: null, password: '' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = useJob<'opening'>();
  const { path, password } = file;
  const start = async () => {
    if (path === null) return;
    setFailure(null);
    const close = closerOfDialog();
    const answer = await job.run('opening', (jobId) => open({ path, password, jobId }));
    if (!answer.ok) setFailure(answer.failure);
    else if (answer.value !== null) close();
  };
  return (
    <JobDialog
      title={words.title}
      width={520}
      running={job.running !== null}
      start={{ label: words.start, run: () => void start(), disabled: path === null, testId: 'open-package-file' }}
    >
      <JobFailure failure={failure} stopped={words.stopped} />
      <p className="hint">{words.hint}</p>
      <SealedFileFields
        file={file}
        setFile={setFile}
        choose={choose}
        chooseLabel={words.choose}
        disabled={job.running !== null}
        failure={failure}
        submit={() => void start()}
      />
      {job.running ? <JobLine what={withStage(t, words.running, job.running)} running={job.running} cancel={job.cancel} inBytes /> : null}
    </JobDialog>
  );
}
