import { Suspense } from 'react';
import { useStore } from 'zustand';
import { laterPart } from '../components/later-part.ts';
import { screenStore } from '../state/screen.ts';
import { EarlySearch } from './early-search.tsx';

const OpenDialog = laterPart(async () => (await import('./open-dialog.tsx')).OpenDialog);

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useStore(screenStore, (state) => state.dialog);
  if (dialog === null) return null;
  return (
    <Suspense fallback={dialog.kind === 'search' ? <EarlySearch typed={dialog.typed} /> : null}>
      <OpenDialog dialog={dialog} />
    </Suspense>
  );
}
