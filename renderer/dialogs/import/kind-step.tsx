import { Alert, InputNumber, Radio, Select, Tag } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetInfo } from '../../../shared/formats/format.ts';
import { type ImportKind, importKinds } from '../../../shared/formats/intake.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { PreviewTable } from './preview-table.tsx';
import type { ImportAnswers, Importing } from './use-import.ts';

const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
const delimiters = { comma: ',', tab: '\t', semicolon: ';', bar: '|', space: ' ' } as const;
const highestHeaderRow = 1_048_576;

/** What the file is, with the reason for the suggestion, and how it is read, with its first rows as they come out. */
export function KindStep({ preview, answers, importing }: { preview: ImportPreview; answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const isOsm = preview.format === 'osm';
  const kinds = importKinds.filter((kind) => (kind === 'osm') === isOsm);
  const sorted = [preview.suggestedAs, ...kinds.filter((kind) => kind !== preview.suggestedAs)];
  return (
    <div className="import-kind">
      <section className="import-kinds">
        <h3>{t('imports.kindTitle')}</h3>
        <Radio.Group
          aria-label={t('imports.kindTitle')}
          value={answers.as}
          onChange={({ target }) => importing.setKind(target.value as ImportKind)}
        >
          {sorted.map((kind) => (
            <Radio key={kind} value={kind} className="import-kind-choice">
              <span className="import-kind-name">
                {t(`imports.kind.${kind}`)}
                {kind === preview.suggestedAs ? <Tag color="blue">{t('imports.kindSuggested')}</Tag> : null}
              </span>
              <span className="hint">{reasonOf(t, preview, kind)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </section>
      <section className="import-reading">
        <div className="import-file">
          <h3 className="selectable" title={preview.path}>
            {preview.name}
          </h3>
          <span className="hint number">
            {t('imports.fileFacts', {
              format: preview.format.toUpperCase(),
              size: formatBytes(preview.size),
              n: formatCount(preview.columns.length),
            })}
          </span>
        </div>
        {isOsm ? (
          <p className="hint">{t('imports.noMappingNeeded')}</p>
        ) : (
          <>
            <ReadingOptions preview={preview} answers={answers} importing={importing} />
            {preview.encoding !== null && !preview.encodingCertain ? (
              <Alert type="warning" showIcon title={t('imports.encodingUncertain')} />
            ) : null}
            <h3>{t('imports.previewTitle')}</h3>
            <PreviewTable preview={preview} />
          </>
        )}
      </section>
    </div>
  );
}

/** Why the file may be of the kind: the columns that fit it, or what the format says. */
function reasonOf(t: TFunction, preview: ImportPreview, kind: ImportKind): string {
  if (kind === 'osm' || preview.format === 'photos') return t('imports.kindReason.format');
  const columns = Object.values(preview.suggested[kind]?.mapping ?? {});
  const shown = columns.slice(0, 4).join(t('imports.listComma'));
  const byColumns = columns.length === 0 ? null : t('imports.kindReason.columns', { n: columns.length, columns: shown });
  const shape = preview.geometryType?.replace('Multi', '');
  const byShape =
    kind === preview.suggestedAs && (shape === 'LineString' || shape === 'Polygon' || shape === 'Point')
      ? t(`imports.kindReason.geometry.${shape}`)
      : null;
  return [byShape, byColumns].filter((part) => part !== null).join(' · ') || t('imports.kindReason.none');
}

/** Sheet, encoding, delimiter and header row, each as it was detected or as it is wanted. */
function ReadingOptions({ preview, answers, importing }: { preview: ImportPreview; answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const { layout } = answers;
  const sheetLabel = ({ name, rows, hidden }: SheetInfo): string =>
    hidden ? t('imports.sheetHidden', { name }) : rows === null ? name : t('imports.sheetRows', { name, n: formatCount(rows) });
  return (
    <div className="import-options">
      {preview.sheets.length > 1 ? (
        <Option label={t(preview.format === 'xlsx' ? 'imports.sheet' : 'imports.layer')}>
          <Select<string>
            aria-label={t(preview.format === 'xlsx' ? 'imports.sheet' : 'imports.layer')}
            value={preview.sheet}
            options={preview.sheets.map((sheet) => ({ value: sheet.name, label: sheetLabel(sheet) }))}
            onChange={(sheet) => importing.setLayout({ sheet })}
            popupMatchSelectWidth={false}
          />
        </Option>
      ) : null}
      {preview.encoding === null ? null : (
        <Option label={t('imports.encoding')}>
          <Select<string>
            aria-label={t('imports.encoding')}
            value={answers.encoding ?? ''}
            onChange={(value) => importing.setEncoding(value === '' ? null : value)}
            options={[
              { value: '', label: t('imports.auto', { value: preview.encoding.toUpperCase() }) },
              ...encodings.map((value) => ({ value, label: value.toUpperCase() })),
            ]}
          />
        </Option>
      )}
      {preview.delimiter === null ? null : (
        <Option label={t('imports.delimiter')}>
          <Select<string>
            aria-label={t('imports.delimiter')}
            value={layout.delimiter ?? ''}
            onChange={(value) => importing.setLayout({ delimiter: value === '' ? undefined : value })}
            options={[
              { value: '', label: t('imports.auto', { value: delimiterText(t, preview.delimiter) }) },
              ...Object.values(delimiters).map((value) => ({ value, label: delimiterText(t, value) })),
            ]}
          />
        </Option>
      )}
      {preview.headerRow === null ? null : (
        <Option label={t('imports.headerRow')}>
          <InputNumber<number>
            aria-label={t('imports.headerRow')}
            min={0}
            max={highestHeaderRow}
            precision={0}
            value={preview.headerRow}
            formatter={(value) => (Number(value) === 0 ? t('imports.headerRowNone') : String(value ?? ''))}
            parser={(text) => Number.parseInt((text ?? '').replace(/\D/g, '') || '0', 10)}
            changeOnBlur={true}
            onChange={(headerRow) => headerRow !== null && headerRow !== preview.headerRow && importing.setLayout({ headerRow })}
          />
        </Option>
      )}
    </div>
  );
}

function Option({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="import-option">
      <span className="control-label">{label}</span>
      {children}
    </div>
  );
}

function delimiterText(t: TFunction, delimiter: string): string {
  const name = Object.entries(delimiters).find(([, value]) => value === delimiter)?.[0] as keyof typeof delimiters | undefined;
  return t(`imports.delimiterName.${name ?? 'other'}`, { value: delimiter });
}
