import { Button, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Operator, operatorRoles } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { preferencesStore } from '../state/preferences.ts';
import { closeDialog, closerOfDialog } from '../state/screen.ts';

/** Who works at this machine. Asked once on the first start, where skipping keeps the account's name; later from the menu. */
export function OperatorDialog() {
  const { t } = useTranslation();
  const app = useStore(preferencesStore, (state) => state.app);
  const [form] = Form.useForm<Operator>();
  if (app === null) return null;
  const { operator, operatorAsked } = app;
  const save = async (next: Operator) => {
    const close = closerOfDialog();
    await host().windows.setOperator({ operator: next });
    close();
  };
  // Leaving the first question unanswered is an answer too: it is not asked again.
  const leave = () => (operatorAsked ? closeDialog() : void save(operator));
  return (
    <Modal
      open
      title={t(operatorAsked ? 'operator.title' : 'operator.firstTitle')}
      onCancel={leave}
      width={440}
      footer={[
        <Button key="cancel" onClick={leave} data-testid="skip-operator">
          {t(operatorAsked ? 'app.cancel' : 'operator.skip')}
        </Button>,
        <Button key="save" type="primary" onClick={() => form.submit()} data-testid="save-operator">
          {t('operator.save')}
        </Button>,
      ]}
    >
      <p className="hint">{t('operator.hint')}</p>
      <Form<Operator>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={operator}
        onFinish={({ name, unit, role }) => save({ name: name.trim(), unit: unit.trim(), role })}
      >
        <Form.Item name="name" label={t('operator.name')} rules={[{ required: true, whitespace: true, message: t('operator.nameNeeded') }]}>
          <Input autoFocus maxLength={60} data-testid="operator-name" />
        </Form.Item>
        <Form.Item name="unit" label={t('operator.unit')}>
          <Input maxLength={120} data-testid="operator-unit" />
        </Form.Item>
        <Form.Item name="role" label={t('operator.roleLabel')}>
          <Radio.Group
            vertical
            options={operatorRoles.map((role) => ({
              value: role,
              label: (
                <span data-testid={`role-${role}`}>
                  {t(`operator.role.${role}`)} <span className="hint">{t(`operator.roleHint.${role}`)}</span>
                </span>
              ),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
