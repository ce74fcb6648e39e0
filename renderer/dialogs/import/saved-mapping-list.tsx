import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '../../../shared/formats/intake.ts';
import { preferSavedMapping, type SavedMapping } from '../../../shared/formats/saved-mapping.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { useHeldDialog } from '../use-held-dialog.ts';
import type { ImportAnswers, Importing } from './use-import.ts';
import './saved-mapping-list.css';

/** Mappings that were kept for files of this kind, whatever their headers: one of them is put to use with a click, as far as its columns are here. */
export function SavedMappingList({
  preview,
  answers,
  importing,
}: {
  preview: ImportPreview;
  answers: ImportAnswers;
  importing: Importing;
}) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState<readonly SavedMapping[]>([]);
  const [open, setOpen] = useState(false);
  useHeldDialog(open, () => setOpen(false));
  const { as } = answers;
  // Read again with every preview: keeping or forgetting one makes a new preview.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the preview stands for what was saved by then.
  useEffect(() => {
    let current = true;
    void host()
      .jobs.savedMappings(null)
      .then((read) => {
        if (current) setSaved(read);
      });
    return () => {
      current = false;
    };
  }, [preview]);
  const fitting = saved
    .filter(({ kind }) => kind === as)
    .map((one) => ({ one, mapping: columnsHere(preview.columns, one) }))
    .sort((a, b) => Object.keys(b.mapping).length - Object.keys(a.mapping).length);
  if (as === 'osm' || fitting.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      menu={{
        className: 'saved-mapping-menu',
        items: fitting.map(({ one, mapping }) => ({
          key: one.signature,
          disabled: Object.keys(mapping).length === 0,
          label: (
            <div className="saved-mapping-choice">
              <span className="issue-cell">{one.columns.join(t('imports.listComma'))}</span>
              <span className="hint number">
                {t('imports.savedMapping.columnsHere', { n: Object.keys(mapping).length, total: Object.keys(one.mapping).length })} ·{' '}
                {one.savedBy} · {formatMinute(one.savedAt)}
              </span>
            </div>
          ),
        })),
        onClick: ({ key }) => {
          const chosen = fitting.find(({ one }) => one.signature === key);
          if (chosen !== undefined) importing.setMapping(chosen.mapping);
        },
      }}
    >
      <Button size="small" icon={<DownOutlined />} iconPlacement="end" data-testid="saved-mappings">
        {t('imports.savedMapping.choose', { n: fitting.length })}
      </Button>
    </Dropdown>
  );
}

function columnsHere(columns: readonly string[], { kind, columns: known, mapping, savedAt, savedBy }: SavedMapping): Mapping {
  const nothing = { mapping: {}, confidence: {}, reasons: {} };
  return preferSavedMapping(kind, columns, nothing, { columns: known, kinds: { [kind]: { mapping, savedAt, savedBy } } }).mapping;
}
