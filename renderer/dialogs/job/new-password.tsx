import { Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordStrength, shortestPassword } from './password-strength.ts';

/** The fields of a form that asks for a new password. */
export interface NewPassword {
  password: string;
  repeat: string;
}

/** A new password, twice, with how well it would stand up to guessing. */
export function NewPasswordFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<NewPassword>();
  const password = Form.useWatch('password', form) ?? '';
  const repeat = Form.useWatch('repeat', form) ?? '';
  useEffect(() => {
    // What was said of a repeat that differed is gone the moment it does no longer.
    if (repeat !== '' && repeat === password) void form.validateFields(['repeat']);
  }, [form, password, repeat]);
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
        <Input.Password maxLength={200} autoComplete="new-password" data-testid="new-password" />
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
        <Input.Password maxLength={200} autoComplete="new-password" data-testid="repeat-password" />
      </Form.Item>
    </>
  );
}
