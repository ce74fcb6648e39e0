import { useEffect } from 'react';
import { holdDialog } from '../../state/screen.ts';

/** While another dialog is open over this one, Escape is for that one, wherever the focus is. */
export function useHeldDialog(isCovered: boolean): void {
  useEffect(() => {
    if (!isCovered) return;
    holdDialog(true);
    return () => holdDialog(false);
  }, [isCovered]);
}
