import { Button, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { gradeSymbols } from '../../shared/look/symbols.ts';
import { type Premises, type SupervisionGrade, supervisionGrades } from '../../shared/model/index.ts';
import { changeGrade } from '../commands/edit-premises.ts';
import { TextMark } from '../components/text-mark.tsx';
import { useOneAtATime } from '../components/use-one-at-a-time.ts';
import { datePattern, formatDate } from '../format.ts';
import { closeDialog, closerOfDialog } from '../state/screen.ts';

interface Values {
  grade: SupervisionGrade;
  reason: string;
  gradedBy: string;
  on: string;
}

/** Changes the supervision grade; a reason is asked for and goes into the history. */
export function GradeDialog({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const premises = row as unknown as Premises;
  const [form] = Form.useForm<Values>();
  const grade = Form.useWatch('grade', form);
  const saving = useOneAtATime();
  const save = async (values: Values) => {
    const close = closerOfDialog();
    if (await changeGrade(row, values)) close();
  };
  return (
    <Modal
      open
      title={t('panels.gradeDialog.title')}
      onCancel={closeDialog}
      width={440}
      footer={[
        <Button key="cancel" onClick={closeDialog}>
          {t('app.cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={saving.busy && { delay: 200 }}
          disabled={grade === undefined || grade === premises.supervisionGrade}
          onClick={() => form.submit()}
          data-testid="save-grade"
        >
          {t('panels.gradeDialog.save')}
        </Button>,
      ]}
    >
      <p className="muted">{premises.name}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          grade: premises.supervisionGrade ?? undefined,
          reason: '',
          gradedBy: premises.gradedBy ?? '',
          on: formatDate(new Date().toISOString()),
        }}
        onFinish={(values) => saving.run(() => save(values))}
      >
        <Form.Item name="grade" label={t('panels.gradeDialog.grade')}>
          <Radio.Group
            vertical
            options={supervisionGrades.map((value) => ({
              value,
              label: <TextMark {...gradeSymbols[value]} text={t(`codes.grade.${value}`)} />,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('panels.gradeDialog.reason')}
          extra={t('panels.gradeDialog.reasonHint')}
          rules={[{ required: true, whitespace: true, message: t('panels.gradeDialog.reasonNeeded') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="gradedBy" label={t('panels.gradeDialog.gradedBy')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="on"
          label={t('panels.gradeDialog.on')}
          rules={[{ required: true, pattern: datePattern, message: t('panels.gradeDialog.onNeeded') }]}
        >
          <Input maxLength={10} className="number" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
