import type { TextKey } from '../i18n.ts';

/** Something the user can do, as data: menus, keys, buttons and the shortcut list all read it. */
export interface Command {
  readonly id: string;
  /** Its name, a key of the texts. */
  readonly label: TextKey;
  /** Shortcuts; the first one is shown. Modifiers in the order Ctrl, Alt, Shift, then the key as on the keycap. */
  readonly keys: readonly string[];
  /** May the shortcut act while a text field has the focus? */
  readonly whileTyping: boolean;
  /** May it act from a key or the menu while a dialog is open? */
  readonly whileDialog: boolean;
  /** Why it cannot run now (a text key), or null when it can. */
  disabled(): TextKey | null;
  run(): void | Promise<void>;
}

type Optional = 'keys' | 'whileTyping' | 'whileDialog' | 'disabled';
type Given = Omit<Command, Optional> & Partial<Pick<Command, Optional>>;

/** Fills in the usual: no shortcut, always available but not behind a dialog, shortcuts with Ctrl also while typing. */
export const command = (given: Given): Command => ({
  keys: [],
  whileTyping: true,
  whileDialog: false,
  disabled: () => null,
  ...given,
});
