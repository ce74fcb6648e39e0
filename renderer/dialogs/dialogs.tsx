import { useStore } from 'zustand';
import { screenStore } from '../state/screen.ts';
import { BackupsDialog } from './backups/backups-dialog.tsx';
import { CopyDialog } from './backups/copy-dialog.tsx';
import { PackageDialog } from './backups/package-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ExportDialog } from './export/export-dialog.tsx';
import { GradeDialog } from './grade-dialog.tsx';
import { ChangeLogDialog } from './history/change-log-dialog.tsx';
import { OutsideEditsDialog } from './history/outside-edits-dialog.tsx';
import { ViewPastDialog } from './history/view-past-dialog.tsx';
import { ImportDialog } from './import/import-dialog.tsx';
import { ImportHistoryDialog } from './import/import-history-dialog.tsx';
import { PlacementsDialog } from './import/placements-dialog.tsx';
import { OperatorDialog } from './operator-dialog.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { SearchPalette } from './search-palette.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useStore(screenStore, (state) => state.dialog);
  if (dialog === null) return null;
  if (dialog.kind === 'search') return <SearchPalette />;
  if (dialog.kind === 'shortcuts') return <ShortcutsDialog />;
  if (dialog.kind === 'backups') return <BackupsDialog />;
  if (dialog.kind === 'copyToUsb') return <CopyDialog />;
  if (dialog.kind === 'openPackage') return <PackageDialog />;
  if (dialog.kind === 'recovery') return <RecoveryDialog attempt={dialog.attempt} />;
  if (dialog.kind === 'operator') return <OperatorDialog />;
  if (dialog.kind === 'changeLog') return <ChangeLogDialog verify={dialog.verify} />;
  if (dialog.kind === 'viewPast') return <ViewPastDialog />;
  if (dialog.kind === 'outsideEdits') return <OutsideEditsDialog />;
  if (dialog.kind === 'grade') return <GradeDialog row={dialog.row} />;
  if (dialog.kind === 'edit') return <EditDialog row={dialog.row} />;
  if (dialog.kind === 'export') return <ExportDialog table={dialog.table} />;
  if (dialog.kind === 'placements') return <PlacementsDialog />;
  if (dialog.kind === 'importHistory') return <ImportHistoryDialog />;
  return <ImportDialog files={dialog.files} />;
}
