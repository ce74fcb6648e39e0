import type { SheetRequest } from '../../shared/ipc/index.ts';
import { host } from '../host/host.ts';
import type { TextKey } from '../i18n.ts';
import { dismissNotice, notify, notifyFailure } from '../state/notices.ts';
import { needsPresent } from './needs.ts';

let drawing = false;

/** Draws a one-page sheet and saves it where the dialog says; a notice tells of it meanwhile and can stop it. */
export async function saveSheet(request: SheetRequest & { name: string }): Promise<void> {
  const reason = needsSheetRoom();
  if (reason !== null) return void notify({ tone: 'info', text: reason });
  const notice = notify({ tone: 'info', text: 'response.sheet.drawing', commandId: 'cancelSheet', durationMs: null });
  drawing = true;
  const saved = await host()
    .response.saveSheet(request)
    .finally(() => {
      drawing = false;
      dismissNotice(notice);
    });
  if (!saved.ok) {
    if (saved.failure.code !== 'cancelled') notifyFailure(saved.failure);
  } else if (saved.value !== null) {
    notify({ tone: 'success', text: 'response.saved', values: { path: saved.value }, durationMs: 6000 });
  }
}

/** The reason of stopping a sheet while none is drawn. */
export const needsSheet = (): TextKey | null => (drawing ? null : 'response.sheet.noneDrawn');
/** The reason of a sheet: one at a time, of the records of now. */
export const needsSheetRoom = (): TextKey | null => (drawing ? 'response.sheet.oneDrawn' : needsPresent());
