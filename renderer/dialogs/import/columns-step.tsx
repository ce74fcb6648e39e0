import { CheckCircleFilled, EditOutlined, QuestionCircleFilled, WarningFilled } from '@ant-design/icons';
import { Alert, Dropdown, Segmented, Select, Tag } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldWords } from '../../../shared/formats/field-words.ts';
import type { MappingReason } from '../../../shared/formats/mapping.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { fieldLabel } from './field-label.ts';
import { ReadingRules } from './reading-rules.tsx';
import { isNeeded, missingFields } from './required-fields.ts';
import { SavedMappingButtons } from './saved-mapping.tsx';
import { SavedMappingList } from './saved-mapping-list.tsx';
import type { ImportAnswers, Importing } from './use-import.ts';

/** Why a column was suggested, and how many of its values look like the field. */
function because(t: TFunction, reason: MappingReason | undefined, language: string): string {
  if (reason === undefined) return '';
  const words = t(`imports.mappingBecause.${reason.by}`, { word: reason.word });
  if (reason.fitting === null || reason.by === 'saved') return words;
  const percent = reason.fitting.toLocaleString(language, { style: 'percent' });
  return `${words} · ${t('imports.mappingFitting', { percent })}`;
}

/** Field ← column: how sure, why, what stands in the column; what is still missing, and the columns that go nowhere. */
export function ColumnsStep({ preview, answers, importing }: { preview: ImportPreview; answers: ImportAnswers; importing: Importing }) {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState<'used' | 'all'>('used');
  // The order is kept while columns are chosen, so that a row does not jump away under the hand.
  const [order] = useState(() => new Map<string, string[]>());
  const { as, mapping, byHand } = answers;
  if (as === 'osm') return null;
  const suggested = preview.suggested[as];
  const fields = order.get(as) ?? recognisedFirst(Object.keys(fieldWords[as]), suggested?.mapping ?? {});
  order.set(as, fields);
  const label = (field: string): string => fieldLabel(t, as, field);
  const missing = missingFields(as, mapping);
  const visible = fields.filter(
    (field) => shown === 'all' || mapping[field] !== undefined || byHand.includes(field) || missing.includes(field),
  );
  const fieldOf = new Map(Object.entries(mapping).map(([field, column]) => [column, field]));
  const unused = preview.columns.filter((column) => !fieldOf.has(column));
  return (
    <div className="import-columns">
      {missing.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          title={t('imports.mappingMissing', { fields: new Intl.ListFormat(i18n.language).format(missing.map(label)) })}
        />
      )}
      <div className="import-bar">
        <span className="hint number">
          {t('imports.mappingRecognised', { n: Object.keys(mapping).length, total: fields.length })} · {t('imports.mappingHint')}
        </span>
        <div>
          <SavedMappingList preview={preview} answers={answers} importing={importing} />
          <SavedMappingButtons preview={preview} answers={answers} importing={importing} />
          <Segmented<'used' | 'all'>
            aria-label={t('app.shown')}
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'used', label: t('imports.mappingFilter.used') },
              { value: 'all', label: t('imports.mappingFilter.all') },
            ]}
          />
        </div>
      </div>
      <section className="mapping-frame panel-scroll" aria-label={t('imports.mappingTitle')}>
        <table>
          <thead>
            <tr>
              <th>{t('imports.mappingField')}</th>
              <th>{t('imports.mappingColumn')}</th>
              <th>{t('imports.mappingConfidence')}</th>
              <th>{t('imports.mappingReason')}</th>
              <th>{t('imports.mappingSample')}</th>
            </tr>
          </thead>
          <tbody>
            {visible.map((field) => {
              const column = mapping[field];
              const chosen = byHand.includes(field);
              const share = suggested?.confidence[field];
              return (
                <tr key={field} className={missing.includes(field) ? 'missing' : ''}>
                  <td>
                    {label(field)}
                    {isNeeded(as, field) ? <Tag className="needed">{t('imports.mappingRequired')}</Tag> : null}
                  </td>
                  <td>
                    <Select<string>
                      size="small"
                      aria-label={label(field)}
                      allowClear
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={t('imports.mappingSkip')}
                      value={column ?? null}
                      onChange={(value) => importing.setColumn(field, value ?? null)}
                      options={preview.columns.map((value) => {
                        const other = fieldOf.get(value);
                        return other === undefined || other === field
                          ? { value, label: value }
                          : { value, label: t('imports.mappingTaken', { column: value, field: label(other) }), disabled: true };
                      })}
                    />
                  </td>
                  <td>
                    <Confidence column={column} byHand={chosen} share={share} />
                  </td>
                  <td className="hint">
                    {column === undefined
                      ? null
                      : chosen
                        ? t('imports.mappingByHandReason')
                        : because(t, suggested?.reasons[field], i18n.language)}
                  </td>
                  <td className="mapping-sample" title={samples(preview, column).join('  ·  ')}>
                    {samples(preview, column).join('  ·  ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <ReadingRules answers={answers} importing={importing} />
      <div className="unmapped">
        <span className="hint">
          {unused.length === 0
            ? t('imports.unmappedNone')
            : `${t('imports.unmappedTitle', { n: unused.length })} · ${t('imports.unmappedHint')}`}
        </span>
        <div className="unmapped-columns">
          {unused.map((column) => (
            <Dropdown
              key={column}
              trigger={['click']}
              menu={{
                className: 'unmapped-menu',
                items: fields.filter((field) => mapping[field] === undefined).map((field) => ({ key: field, label: label(field) })),
                onClick: ({ key }) => importing.setColumn(key, column),
              }}
            >
              <button type="button" className="column-chip" title={samples(preview, column).join('  ·  ')}>
                {column}
              </button>
            </Dropdown>
          ))}
        </div>
      </div>
    </div>
  );
}

/** How sure: a picture, a word and a percentage, so that colour is never alone. */
function Confidence({ column, byHand, share }: { column: string | undefined; byHand: boolean; share: number | undefined }) {
  const { t } = useTranslation();
  if (column === undefined) return null;
  if (byHand || share === undefined) {
    return (
      <span className="confidence">
        <EditOutlined /> {t('imports.mappingByHand')}
      </span>
    );
  }
  const tone = share >= 0.8 ? 'good' : share >= 0.5 ? 'fair' : 'poor';
  const Icon = { good: CheckCircleFilled, fair: QuestionCircleFilled, poor: WarningFilled }[tone];
  return (
    <span className={`confidence ${tone} number`}>
      <Icon /> {t(`imports.confidence.${tone}`, { percent: Math.round(share * 100) })}
    </span>
  );
}

const recognisedFirst = (fields: string[], mapping: Record<string, string>): string[] => [
  ...fields.filter((field) => mapping[field] !== undefined),
  ...fields.filter((field) => mapping[field] === undefined),
];

function samples(preview: ImportPreview, column: string | undefined): string[] {
  if (column === undefined) return [];
  const values = preview.sample.map((row) => row[column] ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, 3);
}
