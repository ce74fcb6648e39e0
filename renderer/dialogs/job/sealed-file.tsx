import { Button, Form, Input, type InputRef } from 'antd';
import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';

/** A file that is opened with a password, as asked for so far. */
export interface SealedFile {
  path: string | null;
  password: string;
}

interface SealedFileFieldsProps {
  file: SealedFile;
  /** Told what changes, not the whole: a file may be chosen while a password is typed. */
  setFile: Dispatch<SetStateAction<SealedFile>>;
  /** Asks for the file with the native dialog; null: the user cancelled. */
  choose(): Promise<string | null>;
  chooseLabel: string;
  disabled: boolean;
  /** What came of the last attempt: after a wrong password only the password is asked for again. */
  failure: Failure | null;
  submit(): void;
}

/** Which encrypted file, and its password. */
export function SealedFileFields({ file, setFile, choose, chooseLabel, disabled, failure, submit }: SealedFileFieldsProps) {
  const { t } = useTranslation();
  const password = useRef<InputRef>(null);
  const { path } = file;
  useEffect(() => {
    if (failure?.code === 'passwordWrong') password.current?.focus({ cursor: 'all' });
    else if (path !== null) password.current?.focus();
  }, [failure, path]);
  const ask = async () => {
    const chosen = await choose();
    if (chosen !== null) setFile((now) => ({ ...now, path: chosen }));
  };
  return (
    <Form layout="vertical" requiredMark={false} disabled={disabled} onFinish={submit}>
      <div className="sealed-file">
        <Button onClick={() => void ask()} autoFocus data-testid="choose-package">
          {chooseLabel}
        </Button>
        <span className={path === null ? 'hint' : 'selectable recovery-path'}>{path ?? t('packages.merge.noFile')}</span>
      </div>
      <Form.Item label={t('backups.package.password')} htmlFor="sealed-password">
        <Input.Password
          ref={password}
          id="sealed-password"
          maxLength={200}
          autoComplete="off"
          value={file.password}
          onChange={({ target }) => setFile((now) => ({ ...now, password: target.value }))}
          data-testid="package-password"
        />
      </Form.Item>
    </Form>
  );
}
