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
  /** How many parts of the dialog want it left open by a key: they work on something, lie over it, or ask first. */
  dialogHolds: number;
}
export const screenStore = createStore<ScreenState>(() => ({
  leftOpen: true,
  legendOpen: true,
  trayOpen: false,
  placeNext: true,
  dialog: null,
  dialogHolds: 0,
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
/** Keeps a key from closing the dialog. @returns lets go */
export function holdDialog(): () => void {
  const add = (one: 1 | -1) => screenStore.setState(({ dialogHolds }) => ({ dialogHolds: dialogHolds + one }));
  add(1);
  return () => add(-1);
}
export function closeDialog(): void {
  screenStore.setState({ dialog: null });
}
/** Closes, after work that took time, the dialog that is open now; another one opened meanwhile stays. */
export function closerOfDialog(): () => void {
  const { dialog } = screenStore.getState();
  return () => {
    if (screenStore.getState().dialog === dialog) closeDialog();
  };
}
/** Another workspace is open: what a dialog shows of the one before is of no use any more. */
export function closeWorkspaceDialog(): void {
  const { dialog } = screenStore.getState();
  if (dialog !== null && dialog.kind !== 'operator' && dialog.kind !== 'shortcuts') closeDialog();
}
