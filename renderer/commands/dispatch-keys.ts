import { commands } from './index.ts';
import { runCommandFromOutside } from './run-command.ts';

/** A pressed key in the notation of `Command.keys`, e.g. `Ctrl+Shift+Z`. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === 'Escape' ? 'Esc' : event.key === '+' ? '=' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey && event.key !== '+' ? 'Shift+' : '',
  ];
  return modifiers.join('') + key;
}

/** Listens for the shortcuts of all commands; the returned function stops. Keys a field or a menu has used are left alone. */
export function listenForKeys(target: Document): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = keysOf(event);
    const command = commands.find((one) => one.keys.includes(keys));
    if (!command || (!command.whileTyping && isTextField(event.target))) return;
    event.preventDefault();
    runCommandFromOutside(command.id);
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=range])'))
  );
}
