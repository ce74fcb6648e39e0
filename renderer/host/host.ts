import type { Host } from '../../shared/ipc/host.ts';
import { failed } from '../../shared/model/failure.ts';

let replacement: Host | null = null;
/** The host as of a past revision, while one is looked at. */
let past: Host | null = null;

/** The door to the host process. This file is the only reader of `window.host`. */
export function host(): Host {
  return past ?? present();
}
/** Lets tests stand another host in; null goes back to the real one. */
export function replaceHost(other: Host | null): void {
  replacement = other;
  past = null;
}
/**
 * From now on every row the window reads is read as it stood after a revision, and nothing is written, neither to the record nor to files that
 * are made of the present: whoever tries gets failure `viewingPast`. Null goes back to the present.
 */
export function readAsOf(rev: number | null): void {
  past = rev === null ? null : asOf(present(), rev);
}

const present = (): Host => replacement ?? (window as unknown as { host: Host }).host;

function asOf(now: Host, rev: number): Host {
  const { records, jobs, exports, response } = now;
  const refused = async () => failed('viewingPast');
  return {
    ...now,
    records: {
      ...records,
      get: (request) => records.get({ rev, ...request }),
      byFid: (request) => records.byFid({ rev, ...request }),
      related: (request) => records.related({ rev, ...request }),
      all: (request) => records.all({ rev, ...request }),
      search: (request) => records.search({ rev, ...request }),
      unplaced: (request) => records.unplaced({ rev, ...request }),
      premisesNames: (request) => records.premisesNames({ rev, ...request }),
      tracks: (request) => records.tracks({ rev, ...request }),
      apply: refused,
      undo: refused,
      redo: refused,
      undoBatch: refused,
      undoTo: refused,
      adoptOutsideEdits: refused,
      rejectOutsideEdits: refused,
    },
    jobs: { ...jobs, commitImport: refused },
    // Files and sheets are made of the present.
    exports: { ...exports, run: refused },
    response: { ...response, saveSheet: refused },
  };
}
