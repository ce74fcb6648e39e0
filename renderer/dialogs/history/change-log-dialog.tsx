import { SafetyCertificateOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../../shared/ipc/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { datePattern, formatCount } from '../../format.ts';
import { closeDialog } from '../../state/screen.ts';
import { ChangeDetailView } from './change-detail.tsx';
import { LogCheck } from './log-check.tsx';
import { editsNamed, endOfDay, startOfDay } from './log-filter.ts';
import { LogRow } from './log-row.tsx';
import { useChangeLog } from './use-change-log.ts';
import '../../panels/history/history.css';

const nothing = { text: '', actor: null as string | null, from: '', to: '' };

/** Everything that was ever changed, newest first; one change opened beside the list; undo by name; the check of the log. */
export function ChangeLogDialog({ verify }: { verify: boolean }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(nothing);
  const [chosen, setChosen] = useState<number | null>(null);
  const [checking, setChecking] = useState(verify);
  const filter: LogFilter = {
    text: wanted.text,
    edits: editsNamed(t, wanted.text),
    actor: wanted.actor,
    from: datePattern.test(wanted.from) ? startOfDay(wanted.from) : null,
    to: datePattern.test(wanted.to) ? endOfDay(wanted.to) : null,
  };
  const filtered = wanted.text.trim() !== '' || wanted.actor !== null || filter.from !== null || filter.to !== null;
  const { extent, lineAt, load } = useChangeLog(filter);
  const put = (values: Partial<typeof nothing>) => setWanted((before) => ({ ...before, ...values }));
  const open = chosen ?? lineAt(0)?.rev ?? null;
  return (
    <Modal
      open
      title={t('history.title')}
      width="min(1120px, calc(100vw - 48px))"
      style={{ top: 40 }}
      onCancel={closeDialog}
      footer={null}
      className="change-log-dialog"
    >
      <div className="change-log-frame">
        {checking ? <LogCheck onClose={() => setChecking(false)} onOpen={setChosen} /> : null}
        <div className="change-log">
          <section className="change-log-list">
            <div className="change-log-filter">
              <Input
                className="wide"
                allowClear
                prefix={<SearchOutlined />}
                placeholder={t('history.search')}
                aria-label={t('history.search')}
                value={wanted.text}
                onChange={({ target }) => put({ text: target.value })}
                data-testid="log-search"
              />
              <Select
                className="wide"
                allowClear
                placeholder={t('history.anybody')}
                aria-label={t('history.person')}
                value={wanted.actor}
                options={(extent?.actors ?? []).map((actor) => ({ value: actor, label: actor }))}
                onChange={(actor) => put({ actor: actor ?? null })}
              />
              <DayInput label={t('history.from')} value={wanted.from} onChange={(from) => put({ from })} />
              <DayInput label={t('history.to')} value={wanted.to} onChange={(to) => put({ to })} />
            </div>
            <div className="change-log-count">
              <span className="hint number" data-testid="log-total">
                {extent === null ? '' : t(filtered ? 'history.ofTotal' : 'history.total', { n: formatCount(extent.total) })}
              </span>
              {checking ? null : (
                <Button
                  size="small"
                  type="text"
                  icon={<SafetyCertificateOutlined />}
                  onClick={() => setChecking(true)}
                  data-testid="check-log"
                >
                  {t('history.check')}
                </Button>
              )}
            </div>
            {extent?.total === 0 ? (
              filtered ? (
                <EmptyState title={t('history.noMatch')} action={{ label: t('history.clearFilter'), run: () => setWanted(nothing) }} />
              ) : (
                <EmptyState title={t('history.none')} hint={t('history.noneHint')} />
              )
            ) : (
              <VirtualList
                total={extent?.total ?? 0}
                rowHeight={54}
                label={t('history.list')}
                onRange={load}
                row={(index) => {
                  const line = lineAt(index);
                  return line === undefined ? (
                    <div className="skeleton-row">
                      <Skeleton active title={false} paragraph={{ rows: 2 }} />
                    </div>
                  ) : (
                    <LogRow line={line} active={line.rev === open} onOpen={() => setChosen(line.rev)} />
                  );
                }}
              />
            )}
          </section>
          {open === null ? (
            <section className="change-detail">
              <EmptyState title={t('history.choose')} hint={t('history.hint')} />
            </section>
          ) : (
            <ChangeDetailView key={open} rev={open} />
          )}
        </div>
      </div>
    </Modal>
  );
}

/** A calendar day typed as `YYYY-MM-DD`; half a day typed filters nothing yet. */
function DayInput({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const wrong = value !== '' && value.length >= 10 && !datePattern.test(value);
  return (
    <Input
      allowClear
      maxLength={10}
      placeholder={`${label} YYYY-MM-DD`}
      aria-label={label}
      value={value}
      {...(wrong ? { status: 'error' as const } : {})}
      onChange={({ target }) => onChange(target.value.trim())}
    />
  );
}
