import { useEffect, useRef } from 'react';
import { type RunningMap, startMap } from './start-map.ts';

/** The map, filling its parent. Everything it shows comes from the stores. */
export function MapView({ label, animate }: { label: string; animate: boolean }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    let running: RunningMap | null = null;
    let gone = false;
    // MapLibre draws glyphs with the fonts it finds when it first needs them and keeps them: ours must be there before.
    void document.fonts.load('16px "Noto Sans SC Bundled"', '消防').finally(() => {
      if (!gone) running = startMap(element, animate);
    });
    const observer = new ResizeObserver(() => running?.resize());
    observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
      running?.stop();
    };
  }, [animate]);
  return <section ref={container} aria-label={label} style={{ position: 'absolute', inset: 0 }} />;
}
