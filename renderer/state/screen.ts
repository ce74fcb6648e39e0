import { createStore } from 'zustand/vanilla';
import type { ExportedTable } from '../../shared/formats/export-request.ts';
import type { OpenAttempt, StoredRow } from '../../shared/ipc/index.ts';
import type { Failure } from '../../shared/model/index.ts';

/** A file somebody handed over to be imported. */
export interface ImportFile {
  path: string;
  name: string;
}

/** A window over the map; one at a time. */
export type Dialog =
  /** `typed`: what was typed before the palette was there. */
  | { kind: 'search'; typed: string }
  | { kind: 'shortcuts' }
  | { kind: 'operator' }
  | { kind: 'backups' }
  | { kind: 'copyToUsb' }
  | { kind: 'openPackage' }
  | { kind: 'makeFieldPackage' }
  | { kind: 'openFieldPackage' }
  | { kind: 'giveBackFieldPackage' }
  | { kind: 'mergeFieldPackage' }
  | { kind: 'fieldConflicts' }
  | { kind: 'recovery'; attempt: OpenAttempt & { failure: Failure } }
  | { kind: 'export'; table: ExportedTable }
  | { kind: 'import'; files: readonly ImportFile[] }
  | { kind: 'importHistory' }
  | { kind: 'placements' }
  | { kind: 'categoryRules' }
  | { kind: 'codeWords' }
  | { kind: 'changeLog'; verify: boolean }
  | { kind: 'viewPast' }
  | { kind: 'outsideEdits' }
  | { kind: 'grade'; row: StoredRow }
  | { kind: 'edit'; row: StoredRow };

/** Which parts of the screen are open. */
export interface ScreenState {
  leftOpen: boolean;
  legendOpen: boolean;
  /** The tray of unplaced premises; it takes the right side while nothing is selected. */
  trayOpen: boolean;
  /** After placing one record, go on to the next of the tray. */
  placeNext: boolean;
  dialog: Dialog | null;
  /** The dialog works on something and cannot be left by a key. */
  dialogHeld: boolean;
}
export const screenStore = createStore<ScreenState>(() => ({
  leftOpen: true,
  legendOpen: true,
  trayOpen: false,
  placeNext: true,
  dialog: null,
  dialogHeld: false,
}));

export function setLeftOpen(leftOpen: boolean): void {
  screenStore.setState({ leftOpen });
}
export function setLegendOpen(legendOpen: boolean): void {
  screenStore.setState({ legendOpen });
}
export function setTrayOpen(trayOpen: boolean): void {
  screenStore.setState({ trayOpen });
}
export function setPlaceNext(placeNext: boolean): void {
  screenStore.setState({ placeNext });
}
export function openDialog(dialog: Dialog): void {
  screenStore.setState({ dialog });
}
export function holdDialog(dialogHeld: boolean): void {
  screenStore.setState({ dialogHeld });
}
export function closeDialog(): void {
  screenStore.setState({ dialog: null });
}
/** Another workspace is open: what a dialog shows of the one before is of no use any more. */
export function closeWorkspaceDialog(): void {
  const { dialog } = screenStore.getState();
  if (dialog !== null && dialog.kind !== 'operator' && dialog.kind !== 'shortcuts') closeDialog();
}
