import { host } from '../host/host.ts';
import { type PlacingState, placingStore, startPlacing, stopPlacing } from '../state/placing.ts';
import { screenStore } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { placeRow } from './edit-premises.ts';

type Target = NonNullable<PlacingState['target']>;

/**
 * Commits every click made while placing, then goes on to the next unplaced premises when asked to. What is no longer in the record, its
 * import undone or another workspace open, is not placed any more.
 * @returns stops it
 */
export function commitPlacing(): () => void {
  const stops = [
    placingStore.subscribe(({ target, position }, before) => {
      if (target === null || position === null || before.position !== null) return;
      void place(target, position);
    }),
    workspaceStore.subscribe(({ info }, before) => {
      const { target } = placingStore.getState();
      if (target !== null && info !== before.info) void stopWhenGone(target);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function place(target: Target, position: readonly [number, number]): Promise<void> {
  const row = await host().records.get({ table: 'premises', id: target.id });
  const placed = row !== null && (await placeRow(row, position));
  const { trayOpen, placeNext } = screenStore.getState();
  // Undone by now, the one just placed is among them again.
  const unplaced = placed && trayOpen && placeNext ? (await host().records.unplaced({ text: '', offset: 0, limit: 2 })).rows : [];
  const next = unplaced.find(({ id }) => id !== target.id);
  // Stopped meanwhile, or another is being placed by now: that stands.
  if (placingStore.getState().target !== target) return;
  if (next) startPlacing({ table: 'premises', id: next.id, name: String(next.name) });
  else stopPlacing();
}

async function stopWhenGone(target: Target): Promise<void> {
  const { table, id } = target;
  const row = await host().records.get({ table, id });
  if (row === null && placingStore.getState().target === target) stopPlacing();
}
