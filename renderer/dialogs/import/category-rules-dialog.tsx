import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSetting } from '../../../shared/edits/change-setting.ts';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { type Failure, premisesCategories } from '../../../shared/model/index.ts';
import {
  type CategoryThreshold,
  type CategoryThresholds,
  categoryThresholdsKey,
  defaultCategoryThresholds,
  premisesMetrics,
  premisesTrades,
  thresholdsOn,
} from '../../../shared/rules/suggest-category.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { datePattern, formatDate } from '../../format.ts';
import { host } from '../../host/host.ts';
import { ruleVersionText } from '../../i18n.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog } from '../../state/screen.ts';
import { OfficeRuleDialog } from './office-rule-dialog.tsx';
import './category-rules-dialog.css';

/** The thresholds of 九小场所 as rows: every saving is a version of its own with its day and its basis, and the ones before stay. */
export function CategoryRulesDialog({ onClose = closeDialog, onSaved }: { onClose?: () => void; onSaved?: () => void }) {
  const { t } = useTranslation();
  const forbidden = useRoleReason('administrator');
  const [settings, setSettings] = useState<StoredRow[] | null>(null);
  const [draft, setDraft] = useState<CategoryThresholds>(defaultCategoryThresholds);
  const [changed, setChanged] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const today = formatDate(new Date().toISOString());
  useEffect(() => {
    void host()
      .records.all({ table: 'setting' })
      .then((rows) => {
        setSettings(rows);
        setDraft({
          ...thresholdsOn(versionsOf(rows), formatDate(new Date().toISOString())),
          effectiveOn: formatDate(new Date().toISOString()),
        });
      });
  }, []);
  const versions = settings === null ? [] : versionsOf(settings);
  const change = (of: (before: CategoryThresholds) => Partial<CategoryThresholds>) => {
    setDraft((before) => ({ ...before, ...of(before) }));
    setChanged(true);
  };
  const edit = (values: Partial<CategoryThresholds>) => change(() => values);
  const setRow = (index: number, values: Partial<CategoryThreshold>) =>
    change(({ rows }) => ({ rows: rows.map((row, at) => (at === index ? { ...row, ...values } : row)) }));
  const free = premisesTrades.filter((trade) => !draft.rows.some((row) => row.trade === trade));
  const complete = draft.rows.length > 0 && draft.effectiveOn !== null && datePattern.test(draft.effectiveOn);
  const save = async () => {
    if (settings === null) return;
    const number = versions.length + 2;
    const value = [...versions, { ...draft, version: `nineSmall-${number}`, basis: draft.basis.trim() }];
    const setting = changeSetting({ key: categoryThresholdsKey, value, settings, newId: crypto.randomUUID() });
    const answer = await host().records.apply({ change: setting });
    if (!answer.ok) return setFailure(answer.failure);
    onClose();
    onSaved?.();
    notify({ tone: 'success', text: 'imports.rules.saved', values: { n: number } });
  };
  return (
    <OfficeRuleDialog
      title={t('imports.rules.title')}
      hint={t('imports.rules.hint')}
      reading={settings === null}
      changed={changed}
      failure={failure}
      obstacle={forbidden ?? ''}
      save={{ label: t('imports.rules.save'), disabled: !complete || forbidden !== null, run: save, testId: 'save-rules' }}
      onClose={onClose}
      buttons={<Button onClick={() => edit({ ...defaultCategoryThresholds, effectiveOn: today })}>{t('imports.rules.defaults')}</Button>}
    >
      <div className="rules-frame">
        <div className="import-options">
          <div className="import-option">
            <span className="control-label">{t('imports.rules.inForce')}</span>
            <span>{ruleVersionText(t, thresholdsOn(versions, today).version)}</span>
          </div>
          <div className="import-option">
            <span className="control-label">{t('imports.rules.effectiveOn')}</span>
            <Input
              aria-label={t('imports.rules.effectiveOn')}
              maxLength={10}
              value={draft.effectiveOn ?? ''}
              {...(complete ? {} : { status: 'error' as const })}
              onChange={({ target }) => edit({ effectiveOn: target.value.trim() })}
            />
          </div>
          <div className="import-option rules-basis">
            <span className="control-label">{t('imports.rules.basis')}</span>
            <Input
              aria-label={t('imports.rules.basis')}
              maxLength={2000}
              value={draft.basis}
              onChange={({ target }) => edit({ basis: target.value })}
            />
          </div>
        </div>
        <section className="mapping-frame rules-table panel-scroll" aria-label={t('imports.rules.title')}>
          <table>
            <thead>
              <tr>
                <th>{t('imports.rules.trade')}</th>
                <th>{t('imports.rules.metric')}</th>
                <th>{t('imports.rules.below')}</th>
                <th>{t('imports.rules.topFloor')}</th>
                <th>{t('imports.rules.small')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {draft.rows.map((row, index) => (
                <tr key={row.trade}>
                  <td>{t(`imports.rules.trades.${row.trade}`)}</td>
                  <td>
                    <Select
                      size="small"
                      aria-label={t('imports.rules.metric')}
                      value={row.metric}
                      options={premisesMetrics.map((value) => ({ value, label: t(`imports.rules.metrics.${value}`) }))}
                      onChange={(metric) => setRow(index, { metric })}
                    />
                  </td>
                  <td>
                    <InputNumber<number>
                      size="small"
                      aria-label={`${t(`imports.rules.trades.${row.trade}`)} ${t('imports.rules.below')}`}
                      min={1}
                      value={row.below}
                      onChange={(below) => below !== null && setRow(index, { below })}
                    />
                  </td>
                  <td>
                    <InputNumber<number>
                      size="small"
                      aria-label={`${t(`imports.rules.trades.${row.trade}`)} ${t('imports.rules.topFloor')}`}
                      precision={0}
                      placeholder={t('app.none')}
                      value={row.topFloor}
                      onChange={(topFloor) => setRow(index, { topFloor })}
                    />
                  </td>
                  <td>
                    <Select
                      size="small"
                      aria-label={t('imports.rules.small')}
                      value={row.small}
                      options={premisesCategories.map((value) => ({ value, label: t(`codes.premisesCategory.${value}`) }))}
                      onChange={(small) => setRow(index, { small })}
                    />
                  </td>
                  <td>
                    <IconButton
                      size="small"
                      label={t('imports.rules.remove')}
                      icon={<DeleteOutlined />}
                      onClick={() => change(({ rows }) => ({ rows: rows.filter(({ trade }) => trade !== row.trade) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {free.length === 0 ? null : (
          <Select
            size="small"
            className="rules-add"
            aria-label={t('imports.rules.add')}
            placeholder={t('imports.rules.add')}
            value={null}
            options={free.map((value) => ({ value, label: t(`imports.rules.trades.${value}`) }))}
            onChange={(trade) => {
              const known = defaultCategoryThresholds.rows.find((row) => row.trade === trade);
              if (known !== undefined) change(({ rows }) => ({ rows: [...rows, known] }));
            }}
          />
        )}
      </div>
    </OfficeRuleDialog>
  );
}

/** The office's versions among the settings, oldest first. */
function versionsOf(settings: readonly StoredRow[]): CategoryThresholds[] {
  const value = settings.find(({ key }) => key === categoryThresholdsKey)?.value;
  return Array.isArray(value) ? (value as CategoryThresholds[]) : [];
}
