import { Alert, Button, Checkbox, Form, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { exportedFields, keptFields, personalFields } from '../../../shared/formats/export-columns.ts';
import {
  type ExportedTable,
  type ExportFormat,
  type ExportOutcome,
  type ExportScope,
  exportedTables,
  exportFormats,
  mapFormats,
} from '../../../shared/formats/export-request.ts';
import { entityOf, type Failure } from '../../../shared/model/index.ts';
import { personalNeed } from '../../../shared/rules/permissions.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { crsChoices } from '../../components/crs-choices.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { textOf } from '../../i18n.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { JobDialog } from '../job/job-dialog.tsx';
import { JobFailure } from '../job/job-failure.tsx';
import { JobLine } from '../job/job-line.tsx';
import { useJob } from '../job/use-job.ts';
import { ExportResult } from './export-result.tsx';
import { type FieldPreset, fieldPresets, fieldsOfPreset } from './field-presets.ts';
import { useRows, useScopes } from './use-rows.ts';
import './export-dialog.css';

/** Asks what is written, of which rows, in which fields and system; personal data goes along only when ticked here, each time anew. */
export function ExportDialog({ table: asked }: { table: ExportedTable }) {
  const { t, i18n } = useTranslation();
  const [table, setTable] = useState(asked);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [wantedScope, setScope] = useState<ExportScope>('all');
  const [crs, setCrs] = useState('wgs84');
  const [fields, setFields] = useState(() => fieldsOfPreset(asked, 'all'));
  const [includePersonal, setIncludePersonal] = useState(false);
  const [folder, setFolder] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const total = useStore(workspaceStore, (state) => state.info?.counts[table] ?? 0);
  const forbidden = useRoleReason(personalNeed);
  const job = useJob<'exporting'>();
  const scopes = useScopes(table);
  const scope = scopes.includes(wantedScope) ? wantedScope : 'all';
  const fids = useRows(table, scope);
  const count = fids === undefined ? null : (fids?.length ?? total);
  const running = job.running !== null;
  useEffect(() => void host().exports.folder(null).then(setFolder), []);

  const placed = standsSomewhere(table);
  const formats = exportFormats.filter((one) => placed || !mapFormats.includes(one));
  const systems = crsChoices(t).filter(({ value }) => format !== 'kml' || ['wgs84', 'gcj02', 'bd09'].includes(value));
  const all = exportedFields(table);
  const kept = new Set(keptFields(table));
  const personal = personalFields(table).filter((field) => fields.includes(field));
  const titleOf = (field: string): string => textOf(t, `fields.${field}`) ?? field;
  const preset = fieldPresets.find((one) => sameFields(fieldsOfPreset(table, one), fields)) ?? null;

  const choose = (next: { table?: ExportedTable; format?: ExportFormat }): void => {
    const nextTable = next.table ?? table;
    const wanted = next.format ?? format;
    const nextFormat = standsSomewhere(nextTable) || !mapFormats.includes(wanted) ? wanted : 'xlsx';
    setTable(nextTable);
    setFormat(nextFormat);
    if (nextTable !== table) setFields(fieldsOfPreset(nextTable, preset ?? 'all'));
    if (nextFormat === 'kml' && crs.startsWith('EPSG')) setCrs('wgs84');
  };
  const start = async (): Promise<void> => {
    if (fids === undefined) return;
    setFailure(null);
    const chosen = all.length === fields.length ? null : fields;
    const request = { table, format, fields: chosen, scope, fids, crs, includePersonal: includePersonal && personal.length > 0 };
    const answer = await job.run('exporting', (jobId) => host().exports.run({ jobId, request }));
    if (!answer.ok) setFailure(answer.failure);
    else if (answer.value !== null) setOutcome(answer.value);
  };

  const form = (
    <>
      <Form layout="horizontal" labelCol={{ span: 4 }} size="small" disabled={running} className="export-form">
        <Form.Item label={t('exports.what')}>
          <Select
            aria-label={t('exports.what')}
            value={table}
            onChange={(next) => choose({ table: next })}
            options={exportedTables.map((value) => ({ value, label: t(`codes.table.${value}`) }))}
            data-testid="export-table"
          />
        </Form.Item>
        <Form.Item label={t('exports.format')} extra={t(`exports.formatHint.${format}`)}>
          <Select
            aria-label={t('exports.format')}
            value={format}
            onChange={(next) => choose({ format: next })}
            options={formats.map((value) => ({ value, label: t(`exports.formats.${value}`) }))}
            data-testid="export-format"
          />
        </Form.Item>
        <Form.Item label={t('exports.rows')} extra={scopes.length > 1 || scope !== 'all' ? t(`exports.scopeHint.${scope}`) : null}>
          <Radio.Group
            aria-label={t('exports.rows')}
            optionType="button"
            value={scope}
            onChange={({ target }) => setScope(target.value)}
            options={scopes.map((value) => ({ value, label: t(`exports.scope.${value}`) }))}
          />{' '}
          <span className="export-count" role="status">
            {count === null
              ? t('exports.counting')
              : count === 0
                ? t('exports.nothing')
                : t('exports.count', { rows: formatCount(count), total: formatCount(total) })}
          </span>
        </Form.Item>
        {placed ? (
          <Form.Item label={t('exports.crs')}>
            <Select
              aria-label={t('exports.crs')}
              showSearch={{ optionFilterProp: 'label' }}
              value={crs}
              onChange={setCrs}
              options={systems}
              data-testid="export-crs"
            />
          </Form.Item>
        ) : null}
        <Form.Item label={t('exports.fields')} extra={t('exports.fieldsKept')}>
          <Radio.Group
            aria-label={t('exports.fields')}
            optionType="button"
            value={preset}
            onChange={({ target }) => setFields(fieldsOfPreset(table, target.value as FieldPreset))}
            options={fieldPresets.map((value) => ({ value, label: t(`exports.presets.${value}`) }))}
          />{' '}
          <span className="export-count">{t('exports.fieldsChosen', { chosen: fields.length, total: all.length })}</span>
          <Select
            mode="multiple"
            className="export-fields"
            maxTagCount="responsive"
            value={fields}
            onChange={(next) => setFields(all.filter((field) => kept.has(field) || next.includes(field)))}
            options={all.map((value) => ({ value, label: titleOf(value), disabled: kept.has(value) }))}
            optionFilterProp="label"
            aria-label={t('exports.fields')}
          />
        </Form.Item>
        {personal.length > 0 ? (
          <div className="export-choice">
            <Checkbox
              checked={includePersonal}
              disabled={running || forbidden !== null}
              onChange={({ target }) => setIncludePersonal(target.checked)}
              data-testid="include-personal"
            >
              {t('exports.personal', { fields: new Intl.ListFormat(i18n.language).format(personal.map(titleOf)) })}
            </Checkbox>
            {includePersonal ? (
              <Alert type="warning" showIcon title={t('exports.personalWarning')} />
            ) : (
              <p className="hint">
                {t('exports.masked')} {forbidden}
              </p>
            )}
          </div>
        ) : null}
      </Form>
      <p className="hint">{t('exports.logged')}</p>
      {folder === null ? null : <p className="hint">{t('exports.folder', { folder })}</p>}
    </>
  );
  return (
    <JobDialog
      title={t('exports.title')}
      width={620}
      running={running}
      start={{ label: t('exports.save'), run: () => void start(), disabled: !count, testId: 'choose-target', autoFocus: true }}
      done={
        outcome === null
          ? null
          : {
              label: t('exports.again'),
              again: () => {
                setOutcome(null);
                setIncludePersonal(false);
              },
              more: <Button onClick={() => void host().exports.showLast(null)}>{t('exports.openFolder')}</Button>,
            }
      }
    >
      {outcome !== null ? <ExportResult table={table} outcome={outcome} titleOf={titleOf} /> : form}
      <JobFailure failure={failure} />
      {job.running ? <JobLine what={t('exports.running')} running={job.running} cancel={job.cancel} /> : null}
    </JobDialog>
  );
}

const standsSomewhere = (table: ExportedTable): boolean => entityOf(table).geometry !== null;

const sameFields = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((field, index) => field === other[index]);
