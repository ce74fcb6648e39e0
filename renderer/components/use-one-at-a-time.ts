import { useRef, useState } from 'react';

/** Work a button begins: asked for again while it runs, by a double click for example, it is not begun a second time. */
export function useOneAtATime(): { busy: boolean; run(work: () => Promise<void>): Promise<void> } {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  return {
    busy,
    async run(work) {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      try {
        await work();
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
  };
}
