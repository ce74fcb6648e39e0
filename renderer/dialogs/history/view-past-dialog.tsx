import { Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogExtent } from '../../../shared/ipc/index.ts';
import { datePattern, formatDate } from '../../format.ts';
import { host } from '../../host/host.ts';
import { viewPast } from '../../state/past.ts';
import { closeDialog } from '../../state/screen.ts';
import { endOfDay } from './log-filter.ts';

/** Asks for a day; the workspace is then shown as it stood when that day ended. */
export function ViewPastDialog() {
  const { t } = useTranslation();
  const [extent, setExtent] = useState<LogExtent | null>(null);
  const [day, setDay] = useState('');
  useEffect(() => {
    void host()
      .records.historyExtent({ filter: { text: '', edits: [], actor: null, from: null, to: null } })
      .then((read) => {
        setExtent(read);
        const yesterday = new Date();
        yesterday.setDate(yesterday.getDate() - 1);
        const first = read.firstAt === null ? '' : formatDate(read.firstAt);
        const wanted = formatDate(yesterday.toISOString());
        // A day typed meanwhile stays.
        setDay((typed) => (typed === '' ? ([first, wanted].toSorted().at(-1) as string) : typed));
      });
  }, []);
  const from = extent?.firstAt ? formatDate(extent.firstAt) : '';
  const to = formatDate(new Date().toISOString());
  const valid = datePattern.test(day) && day >= from && day <= to;
  const show = () => {
    if (!valid) return;
    closeDialog();
    // The last instant of the day: a change at the stroke of midnight belongs to the next.
    viewPast({ at: new Date(Date.parse(endOfDay(day)) - 1).toISOString() });
  };
  return (
    <Modal
      open
      title={t('history.past.title')}
      width={420}
      okText={t('history.past.show')}
      okButtonProps={{ disabled: !valid, 'data-testid': 'show-past' }}
      onOk={show}
      onCancel={closeDialog}
    >
      <p className="hint">{t('history.past.hint')}</p>
      {extent !== null && from === to ? <p className="hint">{t('history.past.onlyToday')}</p> : null}
      <Form layout="vertical" onFinish={show}>
        <Form.Item
          label={t('history.past.day')}
          help={valid || extent === null ? t('history.past.range', { from, to }) : t('history.past.badDay', { from, to })}
          validateStatus={valid || extent === null ? '' : 'error'}
        >
          <Input
            autoFocus
            maxLength={10}
            placeholder="YYYY-MM-DD"
            aria-label={t('history.past.day')}
            value={day}
            onChange={({ target }) => setDay(target.value.trim())}
            data-testid="past-day"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
