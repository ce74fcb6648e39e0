import { useEffect, useRef } from 'react';
import { setMapBox } from '../state/map-view.ts';
import { type RunningMap, startMap } from './start-map.ts';

/** The map, filling its parent. Everything it shows comes from the stores. */
export function MapView({ label, animate, onMap }: { label: string; animate: boolean; onMap?: (map: RunningMap) => void }) {
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<RunningMap>(null);
  const name = useRef(label);
  useEffect(() => {
    name.current = label;
    map.current?.setLabel(label);
  }, [label]);
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    map.current = startMap(element, name.current, animate);
    onMap?.(map.current);
    const observer = new ResizeObserver(() => {
      map.current?.resize();
      setMapBox(element.getBoundingClientRect());
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      map.current?.stop();
      map.current = null;
    };
  }, [animate, onMap]);
  return <section ref={container} style={{ position: 'absolute', inset: 0 }} />;
}
