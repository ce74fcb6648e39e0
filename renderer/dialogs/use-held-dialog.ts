import { useLayoutEffect, useRef } from 'react';
import { holdDialog } from '../state/screen.ts';

/** While `isHeld`, Escape leaves the dialog open, wherever the focus is: `onEscape` closes what is open over it and does not hear it itself. */
export function useHeldDialog(isHeld: boolean, onEscape?: () => void): void {
  const whenEscaped = useRef(onEscape);
  whenEscaped.current = onEscape;
  // With the picture, not after it: what is shown as over is over for the next key.
  useLayoutEffect(() => {
    if (!isHeld) return;
    const release = holdDialog();
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') whenEscaped.current?.();
    };
    document.addEventListener('keyup', listen);
    return () => {
      document.removeEventListener('keyup', listen);
      release();
    };
  }, [isHeld]);
}
