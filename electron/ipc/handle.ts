import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { type Contract, channelOf, type Handlers, type WindowRole } from '../../shared/ipc/index.ts';
import type { Log } from '../log.ts';
import type { Windows } from '../windows.ts';
import { checkCall, type Sender } from './check-call.ts';

/** Who is calling a handler. */
export interface Caller {
  contents: WebContents;
  role: WindowRole;
}

export interface Door {
  windows: Windows;
  log: Log;
}

/** Registers one topic. Every call is checked here and nowhere else; a handler sees only requests that passed. */
export function handleContract<C extends Contract>(contract: C, handlers: Handlers<C, Caller>, door: Door): void {
  for (const [name, call] of Object.entries(contract.calls)) {
    const channel = channelOf(contract.topic, name);
    const handler = handlers[name as keyof C['calls']] as (request: unknown, caller: Caller) => Promise<unknown>;
    ipcMain.handle(channel, async (event, request: unknown) => {
      const checked = checkCall(call, senderOf(event, door.windows), request);
      if (!checked.ok) {
        door.log.warn(`call refused (${checked.refusal}): ${channel} from ${event.senderFrame?.url ?? 'a closed frame'}`);
        throw new Error(`refused: ${checked.refusal}`);
      }
      try {
        return await handler(checked.request, { contents: event.sender, role: checked.role });
      } catch (error) {
        door.log.error(`${channel}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        throw new Error('internal error, see the log file');
      }
    });
  }
}

export function senderOf(event: IpcMainInvokeEvent | IpcMainEvent, windows: Windows): Sender {
  const frame = event.senderFrame;
  return { url: frame?.url ?? null, mainFrame: frame !== null && frame === event.sender.mainFrame, role: windows.roleOf(event.sender) };
}
