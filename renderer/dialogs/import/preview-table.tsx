import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/ipc/index.ts';

/** The first rows of the file as they were read. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
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
          {preview.sample.map((row, index) => (
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
