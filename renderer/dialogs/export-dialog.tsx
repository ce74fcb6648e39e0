import { Alert, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { personalFields } from '../../shared/formats/export-columns.ts';
import type { ExportedTable } from '../../shared/ipc/index.ts';
import { personalNeed } from '../../shared/rules/permissions.ts';
import { useRoleReason } from '../commands/use-command.ts';
import { exportTable } from '../commands/workspace-commands.ts';
import { textOf } from '../i18n.ts';
import { closeDialog } from '../state/screen.ts';

/** Asks, before a table with personal fields is written, whether they go along: masked unless ticked here, each time anew. */
export function ExportDialog({ table }: { table: ExportedTable }) {
  const { t, i18n } = useTranslation();
  const forbidden = useRoleReason(personalNeed);
  const [includePersonal, setIncludePersonal] = useState(false);
  const fields = personalFields(table).map((field) => textOf(t, `fields.${field}`) ?? field);
  const list = new Intl.ListFormat(i18n.language).format(fields);
  return (
    <Modal
      open
      title={t('app.export.title', { table: t(`codes.table.${table}`) })}
      width={440}
      onCancel={closeDialog}
      footer={[
        <Button key="cancel" onClick={closeDialog}>
          {t('app.cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          autoFocus
          data-testid="choose-target"
          onClick={() => {
            closeDialog();
            void exportTable(table, includePersonal);
          }}
        >
          {t('app.export.choose')}
        </Button>,
      ]}
    >
      <p className="hint">{t('app.export.hint')}</p>
      <div className="export-choice">
        <Checkbox
          checked={includePersonal}
          disabled={forbidden !== null}
          onChange={({ target }) => setIncludePersonal(target.checked)}
          data-testid="include-personal"
        >
          {t('app.export.includePersonal', { fields: list })}
        </Checkbox>
        {includePersonal ? (
          <Alert type="warning" showIcon title={t('app.export.personalWarning')} />
        ) : (
          <p className="hint">
            {t('app.export.masked')} {forbidden}
          </p>
        )}
      </div>
    </Modal>
  );
}
