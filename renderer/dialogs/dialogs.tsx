import { Suspense } from 'react';
import { useStore } from 'zustand';
import { laterPart } from '../components/later-part.ts';
import { screenStore } from '../state/screen.ts';

const OpenDialog = laterPart(async () => (await import('./open-dialog.tsx')).OpenDialog);

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useStore(screenStore, (state) => state.dialog);
  return <Suspense>{dialog === null ? null : <OpenDialog dialog={dialog} />}</Suspense>;
}
