import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessagePortMain } from 'electron';
import { guardRecord } from '../operator/guard-record.ts';
import { answerDataRequest } from './data-port.ts';
import { keepRowsYoung } from './keep-rows-young.ts';
import { createRecord } from './record.ts';
import type { FromRecord, ToRecord } from './record-messages.ts';

/** The entry of the record's process: the only one that opens a workspace file. */
const parent = process.parentPort;
const post = (message: FromRecord): void => parent.postMessage(message);

keepRowsYoung();
const record = createRecord({
  intakeWorkerUrl: pathToFileURL(join(import.meta.dirname, 'intake-worker.js')),
  backupWorkerUrl: pathToFileURL(join(import.meta.dirname, 'backup-worker.js')),
  onEvent: (event) => post({ kind: 'event', event }),
});
const guarded = guardRecord(record);

parent.on('message', ({ data, ports }) => {
  const message = data as ToRecord;
  if (message.kind === 'dataPort') {
    const [port] = ports;
    if (port !== undefined) serve(port);
    return;
  }
  const { id, method, request, asker } = message;
  const answering = async (): Promise<unknown> => guarded.ask(method, request as never, asker);
  answering().then(
    (answer) => post({ kind: 'answer', id, answer }),
    (error: unknown) => post({ kind: 'threw', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

/** Electron's ports cannot transfer buffers between processes: the arrays are copied once, into the window's worker. */
function serve(port: MessagePortMain): void {
  port.on('message', ({ data }) => {
    void answerDataRequest(record, data, (response) => port.postMessage(response));
  });
  port.start();
}
