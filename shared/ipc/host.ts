import { backups } from './backups.ts';
import type { Client, Contract } from './contract.ts';
import { crs } from './crs.ts';
import type { HostEventName, HostEvents } from './events.ts';
import { exports } from './exports.ts';
import { fieldPackages } from './field-packages.ts';
import { files } from './files.ts';
import { jobs } from './jobs.ts';
import { records } from './records.ts';
import { response } from './response.ts';
import { windows } from './windows.ts';

/** Every topic of the door between windows and the host. Adding one is its file and this line. */
export const contracts = { records, files, exports, jobs, crs, windows, backups, fieldPackages, response } as const satisfies Record<
  string,
  Contract
>;

/** What preload puts on `window.host`. */
export type Host = { [T in keyof typeof contracts]: Client<(typeof contracts)[T]> } & {
  on<E extends HostEventName>(event: E, listener: (payload: HostEvents[E]) => void): () => void;
  /**
   * Asks for a data port to the record's process. It arrives as a `message` event on the window whose data is
   * `{ dataPort: true }` and whose first port speaks `DataRequest`/`DataResponse`.
   */
  requestDataPort(): void;
  /** The file system path of a dropped file. */
  pathOfFile(file: unknown): string;
};
