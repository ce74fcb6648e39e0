import { host } from '../host/host.ts';
import { placingStore, startPlacing, stopPlacing } from '../state/placing.ts';
import { screenStore } from '../state/screen.ts';
import { placeRow } from './edit-premises.ts';

/** Commits every click made while placing, then goes on to the next unplaced premises when asked to. @returns stops it */
export function commitPlacing(): () => void {
  return placingStore.subscribe(({ target, position }, before) => {
    if (target === null || position === null || before.position !== null) return;
    void place(target, position);
  });
}

async function place(target: { id: string; name: string }, position: readonly [number, number]): Promise<void> {
  const row = await host().records.get({ table: 'premises', id: target.id });
  const placed = row !== null && (await placeRow(row, position));
  const { trayOpen, placeNext } = screenStore.getState();
  const next = placed && trayOpen && placeNext ? (await host().records.unplaced({ text: '', offset: 0, limit: 1 })).rows[0] : undefined;
  // Stopped meanwhile, or another is being placed by now: that stands.
  if (placingStore.getState().target !== target) return;
  if (next) startPlacing({ table: 'premises', id: next.id, name: String(next.name) });
  else stopPlacing();
}
