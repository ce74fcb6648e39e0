import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PremisesValues } from '../../shared/edits/edit-premises.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { type Premises, type PremisesCategory, premisesCategories } from '../../shared/model/index.ts';
import { editPremisesFields } from '../commands/edit-premises.ts';
import { useOneAtATime } from '../components/use-one-at-a-time.ts';
import { datePattern } from '../format.ts';
import { closeDialog, closerOfDialog } from '../state/screen.ts';

const textFields = ['code', 'address', 'businessItems', 'responsiblePerson', 'phone'] as const;
const numberFields = ['areaSquareMeters', 'seats', 'beds'] as const;
type Values = { name: string; closedOn: string | null; category: PremisesCategory | null; mixedUse: boolean; note: string | null } & Record<
  (typeof textFields)[number],
  string | null
> &
  Record<(typeof numberFields)[number], number | null>;

/** Edits the basic fields of a premises; only what was changed is written. */
export function EditDialog({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const premises = row as unknown as Premises;
  const [form] = Form.useForm<Values>();
  const saving = useOneAtATime();
  const save = async (values: Values) => {
    const close = closerOfDialog();
    if (await editPremisesFields(row, changedValues(premises, values))) close();
  };
  return (
    <Modal
      open
      title={t('panels.editDialog.title')}
      onCancel={closeDialog}
      width={560}
      style={{ top: 32 }}
      footer={[
        <Button key="cancel" onClick={closeDialog}>
          {t('app.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={saving.busy && { delay: 200 }} onClick={() => form.submit()} data-testid="save-premises">
          {t('panels.editDialog.save')}
        </Button>,
      ]}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="edit-form"
        initialValues={premises}
        onFinish={(values) => saving.run(() => save(values))}
      >
        <Form.Item
          className="wide"
          name="name"
          label={t('panels.field.name')}
          rules={[{ required: true, whitespace: true, message: t('panels.editDialog.nameNeeded') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="category" label={t('panels.field.category')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={premisesCategories.map((value) => ({ value, label: t(`codes.premisesCategory.${value}`) }))}
          />
        </Form.Item>
        {textFields.map((field) => (
          <Form.Item key={field} name={field} label={t(`panels.field.${field}`)} className={field === 'address' ? 'wide' : ''}>
            <Input maxLength={400} />
          </Form.Item>
        ))}
        {numberFields.map((field) => (
          <Form.Item key={field} name={field} label={t(`panels.field.${field}`)}>
            <InputNumber min={0} precision={field === 'areaSquareMeters' ? 1 : 0} controls={false} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <Form.Item
          name="closedOn"
          label={t('panels.field.closedOn')}
          rules={[{ pattern: datePattern, message: t('panels.gradeDialog.onNeeded') }]}
        >
          <Input maxLength={10} className="number" />
        </Form.Item>
        <Form.Item name="mixedUse" valuePropName="checked" label={null}>
          <Checkbox>{t('panels.field.mixedUse')}</Checkbox>
        </Form.Item>
        <Form.Item className="wide" name="note" label={t('panels.field.note')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The fields whose value differs; an emptied text is no value. */
function changedValues(premises: Premises, values: Values): PremisesValues {
  const changed: Record<string, unknown> = {};
  for (const [field, given] of Object.entries(values)) {
    const value = given === '' || given === undefined ? null : typeof given === 'string' ? given.trim() : given;
    if (value !== premises[field as keyof Premises]) changed[field] = value;
  }
  return changed as PremisesValues;
}
