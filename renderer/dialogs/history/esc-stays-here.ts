import type { KeyboardEvent } from 'react';

/** For a question over a dialog: Escape answers the question and leaves the dialog below open. */
export const escStaysHere = {
  onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') event.preventDefault();
  },
};
