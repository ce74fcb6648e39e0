import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldWords } from '../../../shared/formats/field-words.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { Meter } from '../../components/meter.tsx';
import { fieldLabel } from './field-label.ts';
import type { ImportAnswers } from './use-import.ts';

/** Field ← column, how sure the suggestion is, and what stands in the column. Recognised fields first. */
export function MappingTable({
  preview,
  answers,
  setColumn,
}: {
  preview: ImportPreview;
  answers: ImportAnswers;
  setColumn: (field: string, column: string | null) => void;
}) {
  const { t } = useTranslation();
  // The order is kept while columns are chosen, so that a row does not jump away under the hand.
  const [order] = useState(() => new Map<string, string[]>());
  if (answers.as === 'osm') return null;
  const suggested = preview.suggested[answers.as];
  const known = order.get(answers.as) ?? recognisedFirst(Object.keys(fieldWords[answers.as]), suggested?.mapping ?? {});
  order.set(answers.as, known);
  return (
    <section className="mapping-frame" aria-label={t('imports.mappingTitle')}>
      <table>
        <thead>
          <tr>
            <th>{t('imports.mappingField')}</th>
            <th>{t('imports.mappingColumn')}</th>
            <th>{t('imports.mappingConfidence')}</th>
            <th>{t('imports.mappingSample')}</th>
          </tr>
        </thead>
        <tbody>
          {known.map((field) => {
            const column = answers.mapping[field];
            const label = fieldLabel(t, answers.as, field);
            return (
              <tr key={field}>
                <td>{label}</td>
                <td>
                  <Select<string>
                    size="small"
                    style={{ width: 220 }}
                    aria-label={label}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={t('imports.mappingSkip')}
                    value={column ?? null}
                    onChange={(value) => setColumn(field, value ?? null)}
                    options={preview.columns.map((value) => ({ value, label: value }))}
                  />
                </td>
                <td>
                  <Confidence column={column} byHand={answers.byHand.includes(field)} share={suggested?.confidence[field]} />
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
  );
}

function Confidence({ column, byHand, share }: { column: string | undefined; byHand: boolean; share: number | undefined }) {
  const { t } = useTranslation();
  if (byHand) return column === undefined ? null : <span className="hint">{t('imports.mappingByHand')}</span>;
  if (column === undefined || share === undefined) return null;
  const tone = share >= 0.8 ? 'good' : share >= 0.5 ? 'fair' : 'poor';
  return <Meter share={share} tone={tone} text={t(`imports.confidence.${tone}`, { percent: Math.round(share * 100) })} />;
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
