import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channelOf, contracts, type Host, type HostEventName, hostEventNames } from '../shared/ipc/index.ts';
import { dataPortChannel, eventChannel } from './channels.ts';

declare const window: { postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void };

type Listener = (payload: unknown) => void;
const listeners = new Map<HostEventName, Set<Listener>>(hostEventNames.map((name) => [name, new Set()]));

ipcRenderer.on(eventChannel, (_event, name: HostEventName, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});
ipcRenderer.on(dataPortChannel, (event) => {
  window.postMessage({ dataPort: true }, '*', event.ports);
});

const clients = Object.fromEntries(
  Object.entries(contracts).map(([topic, { calls }]) => [
    topic,
    Object.fromEntries(Object.keys(calls).map((name) => [name, (request: unknown) => ipcRenderer.invoke(channelOf(topic, name), request)])),
  ]),
) as unknown as { [T in keyof typeof contracts]: Host[T] };

const host = {
  ...clients,
  on(event, listener) {
    const set = listeners.get(event);
    set?.add(listener as Listener);
    return () => {
      set?.delete(listener as Listener);
    };
  },
  requestDataPort() {
    ipcRenderer.send(dataPortChannel);
  },
  pathOfFile(file) {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  },
} satisfies Host;

contextBridge.exposeInMainWorld('host', host);
