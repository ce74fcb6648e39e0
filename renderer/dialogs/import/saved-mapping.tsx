import { DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import { importNeeds } from '../../../shared/rules/permissions.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { host } from '../../host/host.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import type { ImportAnswers, Importing } from './use-import.ts';

/** Keeps how files with these headers are mapped, or forgets it: files of the same headers are mapped so from then on. */
export function SavedMappingButtons({
  preview,
  answers,
  importing,
}: {
  preview: ImportPreview;
  answers: ImportAnswers;
  importing: Importing;
}) {
  const { t } = useTranslation();
  const { as, mapping } = answers;
  const forbidden = useRoleReason(importNeeds[as]);
  const known = as !== 'osm' && Object.values(preview.suggested[as]?.reasons ?? {}).some(({ by }) => by === 'saved');
  const [busy, setBusy] = useState(false);
  if (as === 'osm') return null;
  const keep = async (kept: ImportAnswers['mapping'] | null) => {
    setBusy(true);
    const answer = await host().jobs.saveMapping({ columns: preview.columns, as, mapping: kept });
    setBusy(false);
    if (!answer.ok) return notifyFailure(answer.failure);
    notify({ tone: 'success', text: kept === null ? 'imports.savedMapping.forgotten' : 'imports.savedMapping.saved' });
    importing.readAgain();
  };
  return (
    <>
      <Button
        size="small"
        icon={<SaveOutlined />}
        loading={busy}
        disabled={forbidden !== null || Object.keys(mapping).length === 0}
        title={forbidden ?? t('imports.savedMapping.hint')}
        onClick={() => void keep(mapping)}
        data-testid="save-mapping"
      >
        {t('imports.savedMapping.save')}
      </Button>
      {known ? (
        <Button
          size="small"
          icon={<DeleteOutlined />}
          disabled={busy || forbidden !== null}
          onClick={() => void keep(null)}
          data-testid="forget-mapping"
        >
          {t('imports.savedMapping.forget')}
        </Button>
      ) : null}
    </>
  );
}
