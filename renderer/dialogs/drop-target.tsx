import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { takeDroppedFiles, whyNotDrop } from '../commands/drop-files.ts';
import { host } from '../host/host.ts';
import { screenStore } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import './drop-target.css';

/** Says what becomes of a file that is being dragged over the window, and takes it when it is dropped anywhere on it. */
export function DropTarget() {
  const { t } = useTranslation();
  const over = useFilesOver();
  const opened = useStore(workspaceStore, (state) => state.info !== null);
  useStore(screenStore);
  if (!over) return null;
  return <div className="drop-target">{t(whyNotDrop() ?? (opened ? 'imports.drop' : 'imports.dropNoWorkspace'))}</div>;
}

function useFilesOver(): boolean {
  const [over, setOver] = useState(false);
  // Entering a part of the page comes before leaving the one before it.
  const depth = useRef(0);
  useEffect(() => {
    const set = (next: number): void => {
      depth.current = Math.max(0, next);
      setOver(depth.current > 0);
    };
    const listeners = {
      dragenter: () => set(depth.current + 1),
      dragleave: () => set(depth.current - 1),
      dragover: () => undefined,
      drop(event: DragEvent) {
        set(0);
        const files = [...(event.dataTransfer?.files ?? [])];
        takeDroppedFiles(files.map((file) => ({ path: host().pathOfFile(file), name: file.name })));
      },
    };
    const stops = Object.entries(listeners).map(([name, take]) => {
      const listen = (event: Event): void => {
        if (!(event as DragEvent).dataTransfer?.types.includes('Files')) return;
        // Otherwise the window would go to the file.
        event.preventDefault();
        take(event as DragEvent);
      };
      document.addEventListener(name, listen);
      return () => document.removeEventListener(name, listen);
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return over;
}
