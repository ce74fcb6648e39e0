import { useEffect, useRef } from 'react';
import { holdDialog } from '../../state/screen.ts';

/** While something is open over this dialog, Escape is for that, wherever the focus is: `onEscape` closes what does not hear it itself. */
export function useHeldDialog(isCovered: boolean, onEscape?: () => void): void {
  const whenEscaped = useRef(onEscape);
  whenEscaped.current = onEscape;
  useEffect(() => {
    if (!isCovered) return;
    holdDialog(true);
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') whenEscaped.current?.();
    };
    document.addEventListener('keyup', listen);
    return () => {
      document.removeEventListener('keyup', listen);
      holdDialog(false);
    };
  }, [isCovered]);
}
