import { host } from './host.ts';

/**
 * Asks for a data port to the record's process and waits for it. The port belongs to the caller, who usually transfers it
 * to the analysis worker. Calls are answered in turn, one port each.
 */
export function openDataPort(): Promise<MessagePort> {
  const next = waiting.then(requestPort);
  waiting = next.catch(() => undefined);
  return next;
}

let waiting: Promise<unknown> = Promise.resolve();

function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent): void => {
      const port = event.ports[0];
      // Only the page's own preload may hand a port over.
      if (event.source !== window || !isDataPortNote(event.data) || port === undefined) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
    host().requestDataPort();
  });
}

const isDataPortNote = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && (data as { dataPort?: unknown }).dataPort === true;
