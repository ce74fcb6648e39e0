import type { TableName } from '../../../shared/model/index.ts';
import { type LogEntry, readEntry, readImages } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import type { StoredImage } from '../row-writer.ts';
import { type Image, REV_INDEX, type SqlValue, sameValue } from '../table-layout.ts';

/** Who edited a column of a record last after a moment, and when. */
export interface NewerEdit {
  actor: string;
  at: string;
}

/** A hand edit of more rows than this is not looked into: nobody types that. */
const MOST_ROWS_BY_HAND = 5000;

/**
 * Which columns of a record persons edited after a moment. Answers, by place in the image, the last such edit. The walk goes back along the
 * revisions that wrote the record and ends at one that is older, an import, or an undo: those are no edits by hand.
 */
export function createNewerEdits(
  connection: Connection,
  sinceMs: number,
): (table: TableName, stored: StoredImage) => Map<number, NewerEdit> {
  const entries = new Map<number, LogEntry | null>();
  /** Images of a revision by table and id, kept while rows ask for them: an edit of many rows is read once. */
  const images = new Map<number, Map<string, { before: Image | null; after: Image | null }>>();
  const entryOf = (rev: number): LogEntry | null => {
    let entry = entries.get(rev);
    if (entry === undefined) {
      entry = readEntry(connection, rev);
      entries.set(rev, entry);
    }
    return entry;
  };
  const byHand = (entry: LogEntry | null): entry is LogEntry =>
    entry !== null &&
    entry.kind === 'edit' &&
    entry.importBatchId === null &&
    entry.sample === null &&
    Date.parse(entry.at) > sinceMs &&
    Object.values(entry.tables).reduce((sum, rows) => sum + rows, 0) <= MOST_ROWS_BY_HAND;
  const imagesOf = (rev: number) => {
    let found = images.get(rev);
    if (found === undefined) {
      found = new Map();
      for (const chunk of readImages(connection, rev, false))
        for (const { id, before, after } of chunk.images) {
          const key = `${chunk.table}/${id}`;
          found.set(key, { before: found.has(key) ? (found.get(key)?.before ?? null) : before, after });
        }
      images.set(rev, found);
    }
    return found;
  };
  return (table, stored) => {
    const edits = new Map<number, NewerEdit>();
    let rev = stored.image[REV_INDEX] as number;
    for (let entry = entryOf(rev); byHand(entry); entry = entryOf(rev)) {
      const step = imagesOf(rev).get(`${table}/${stored.id}`);
      const { after, before } = step ?? { after: null, before: null };
      if (after === null) break;
      for (let place = 1; place < after.length; place++) {
        if (!edits.has(place) && !sameValue(after[place] as SqlValue, before?.[place] ?? null)) {
          edits.set(place, { actor: entry.actor, at: entry.at });
        }
      }
      if (before === null) break;
      rev = before[REV_INDEX] as number;
    }
    return edits;
  };
}
