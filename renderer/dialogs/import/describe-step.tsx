import { Alert, Select, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportKind, importKinds } from '../../../shared/formats/intake.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { formatBytes } from '../../format.ts';
import { ClipBox } from './clip-box.tsx';
import { crsChoices } from './crs-choices.ts';
import { MappingTable } from './mapping-table.tsx';
import type { ImportAnswers, useImport } from './use-import.ts';

const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le'] as const;

/** Step one: what the file is, how it is written, where its columns go. */
export function DescribeStep({
  preview,
  answers,
  importing,
  busy,
}: {
  preview: ImportPreview;
  answers: ImportAnswers;
  importing: ReturnType<typeof useImport>;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const crs = useMemo(() => crsChoices(t), [t]);
  const isOsm = preview.format === 'osm';
  return (
    <div>
      <div className="import-head">
        <p className="wide selectable">
          {preview.name} <span className="muted number">{formatBytes(preview.size)}</span>
        </p>
        <div>
          <span className="control-label">{t('imports.as')}</span>
          <Select<ImportKind>
            style={{ width: '100%' }}
            aria-label={t('imports.as')}
            value={answers.as}
            onChange={importing.setKind}
            disabled={isOsm}
            options={importKinds
              .filter((kind) => (kind === 'osm') === isOsm)
              .map((kind) => ({ value: kind, label: t(`imports.kind.${kind}`) }))}
          />
        </div>
        {isOsm ? (
          <ClipBox clip={answers.clip} setClip={importing.setClip} />
        ) : (
          <>
            <div>
              <span className="control-label">{t('imports.crs')}</span>
              <Select<string>
                style={{ width: '100%' }}
                aria-label={t('imports.crs')}
                value={answers.crs}
                onChange={importing.setCrs}
                options={crs}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={420}
              />
            </div>
            {preview.encoding === null ? null : (
              <div>
                <span className="control-label">{t('imports.encoding')}</span>
                <Select<string>
                  style={{ width: '100%' }}
                  aria-label={t('imports.encoding')}
                  value={answers.encoding ?? ''}
                  onChange={(value) => importing.setEncoding(value === '' ? null : value)}
                  options={[
                    { value: '', label: `${t('imports.encodingAuto')} · ${preview.encoding.toUpperCase()}` },
                    ...encodings.map((value) => ({ value, label: value.toUpperCase() })),
                  ]}
                />
              </div>
            )}
          </>
        )}
      </div>
      {preview.encoding !== null && !preview.encodingCertain ? (
        <Alert type="warning" showIcon title={t('imports.encodingUncertain')} />
      ) : null}
      {isOsm ? (
        <p className="hint">{t('imports.noMappingNeeded')}</p>
      ) : busy ? (
        <Skeleton active />
      ) : (
        <>
          <p className="hint">{t('imports.crsHint')}</p>
          <div className="import-part">
            <h3>{t('imports.previewTitle')}</h3>
            <PreviewTable preview={preview} />
          </div>
          <div className="import-part">
            <h3>
              {t('imports.mappingTitle')}
              <span className="hint">{t('imports.mappingHint')}</span>
            </h3>
            <MappingTable preview={preview} answers={answers} setColumn={importing.setColumn} />
          </div>
        </>
      )}
    </div>
  );
}

function PreviewTable({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  if (preview.sample.length === 0) return <p className="muted">{t('imports.previewEmpty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard.
    <section className="preview-frame selectable" tabIndex={0} aria-label={t('imports.previewTitle')}>
      <table>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.slice(0, 8).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no key but their place.
            <tr key={index}>
              {preview.columns.map((column) => (
                <td key={column} title={row[column]}>
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
