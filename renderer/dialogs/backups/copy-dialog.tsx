import { LockOutlined, SafetyCertificateOutlined, UnlockOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsbCopy } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { closeDialog } from '../../state/screen.ts';
import { type BackupJob, JobLine } from './job-line.tsx';
import { passwordStrength, shortestPassword } from './password-strength.ts';
import { useJob } from './use-job.ts';

interface Values {
  encrypt: boolean;
  password: string;
  repeat: string;
}

/** Copies the open workspace to carry it away: encrypted unless that is declined, read back, and said what is in it. */
export function CopyDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const encrypt = Form.useWatch('encrypt', form) ?? true;
  const job = useJob<BackupJob>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [copy, setCopy] = useState<UsbCopy | null>(null);
  const running = job.running !== null;
  const start = async (values: Values) => {
    setFailure(null);
    const answer = await job.run('copying', (jobId) =>
      host().backups.copyToUsb({ password: values.encrypt ? values.password : null, jobId }),
    );
    if (answer.ok) setCopy(answer.value);
    else setFailure(answer.failure);
  };
  return (
    <Modal
      open
      title={t('backups.copy.title')}
      width={520}
      style={{ top: 72 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={
        copy === null ? (
          <>
            <Button disabled={running} onClick={closeDialog}>
              {t('app.cancel')}
            </Button>
            <Button type="primary" disabled={running} onClick={() => form.submit()} data-testid="start-copy">
              {t('backups.copy.start')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setCopy(null)}>{t('backups.copy.again')}</Button>
            <Button type="primary" onClick={closeDialog}>
              {t('app.close')}
            </Button>
          </>
        )
      }
    >
      {failure === null ? null : (
        <Alert
          className="import-alert"
          type={failure.code === 'cancelled' ? 'info' : 'error'}
          showIcon
          title={failure.code === 'cancelled' ? t('backups.cancelled') : failureText(t, failure)}
        />
      )}
      {copy === null ? (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          disabled={running}
          initialValues={{ encrypt: true, password: '', repeat: '' }}
          onFinish={(values) => void start(values)}
        >
          <p className="hint dialog-hint">{t('backups.copy.hint')}</p>
          <Form.Item name="encrypt" valuePropName="checked" extra={t(encrypt ? 'backups.copy.encryptHint' : 'backups.copy.plainWarning')}>
            <Checkbox data-testid="encrypt-copy">{t('backups.copy.encrypt')}</Checkbox>
          </Form.Item>
          {encrypt ? <PasswordFields /> : null}
        </Form>
      ) : (
        <CopyResult copy={copy} />
      )}
      {job.running ? <JobLine running={job.running} cancel={job.cancel} /> : null}
    </Modal>
  );
}

/** A new password, twice, with how well it would stand up to guessing. */
export function PasswordFields() {
  const { t } = useTranslation();
  const password: string = Form.useWatch('password') ?? '';
  const strength = passwordStrength(password);
  const filled = { tooShort: 0, weak: 1, fair: 2, strong: 3 }[strength];
  return (
    <>
      <Form.Item
        name="password"
        label={t('backups.copy.password')}
        rules={[{ min: shortestPassword, required: true, message: t('backups.copy.passwordHint') }]}
        validateTrigger="onBlur"
        extra={
          <span className={`strength ${strength}`}>
            <span className="strength-bars" aria-hidden="true">
              {[1, 2, 3].map((bar) => (
                <span key={bar} className={bar <= filled ? 'on' : ''} />
              ))}
            </span>
            <span role="status">
              {password === ''
                ? t('backups.copy.passwordHint')
                : t(`backups.copy.strength.${strength}`, { count: shortestPassword - [...password].length })}
            </span>
          </span>
        }
      >
        <Input.Password maxLength={200} autoComplete="new-password" data-testid="copy-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('backups.copy.repeat')}
        dependencies={['password']}
        validateTrigger="onBlur"
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value: string) =>
              value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('backups.copy.repeatWrong'))),
          }),
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" data-testid="copy-repeat" />
      </Form.Item>
    </>
  );
}

function CopyResult({ copy: { path, size, encrypted, facts } }: { copy: UsbCopy }) {
  const { t } = useTranslation();
  return (
    <div className="copy-result" data-testid="copy-result">
      <p className="copy-result-title">
        <SafetyCertificateOutlined aria-hidden="true" />
        {t('backups.copy.doneTitle')}
      </p>
      <p className="selectable recovery-path">{path}</p>
      <p>
        {encrypted ? <LockOutlined aria-hidden="true" /> : <UnlockOutlined aria-hidden="true" />}{' '}
        {t(encrypted ? 'backups.copy.encrypted' : 'backups.copy.plain')} · {formatBytes(size)}
      </p>
      <p>
        {t('backups.copy.content', {
          rev: formatCount(facts.rev),
          premises: formatCount(facts.counts.premises ?? 0),
          hazards: formatCount(facts.counts.hazard ?? 0),
        })}
      </p>
      <p className="hint">{t('backups.copy.eject')}</p>
    </div>
  );
}
