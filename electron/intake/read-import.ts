import { stat } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { codeReaders } from '../../shared/formats/code-words.ts';
import { correctRows } from '../../shared/formats/correct-rows.ts';
import type { ImportRequest, IntakeBatch, IntakeMessage } from '../../shared/formats/intake.ts';
import { mostTableBytes } from '../../shared/formats/limits.ts';
import { suggestMapping } from '../../shared/formats/mapping.ts';
import type { OfficeRules } from '../../shared/formats/office-rules.ts';
import { osmPasses, osmToIntake } from '../../shared/formats/osm/osm-to-intake.ts';
import { mappingSignature, preferSavedMapping } from '../../shared/formats/saved-mapping.ts';
import { tableToIntake } from '../../shared/formats/table-to-intake.ts';
import type { IssueTally } from '../../shared/formats/tally-issues.ts';
import { parseCrs } from '../../shared/geo/crs.ts';
import { type Failure, failed } from '../../shared/model/index.ts';
import { type OpenFile, openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';
import { mostOsmBytes } from './file-limits.ts';
import { firstRows } from './first-rows.ts';
import { withCheckpoints } from './with-checkpoints.ts';

export interface ImportReading {
  request: ImportRequest;
  /** What the record says about reading files; nothing when left out. */
  office?: OfficeRules | undefined;
  tally: IssueTally;
  /** Called once the file is open, with the number of bytes all passes together will read. */
  onOpen(file: OpenFile, totalBytes: number): void;
  /** Called before the first batch. */
  onHead(head: Omit<Extract<IntakeMessage, { kind: 'head' }>, 'kind'>): void;
  /** Called between pieces of the file; what it throws ends the reading. */
  checkpoint(): void;
}

/** Reads the requested file into batches for the record. Returns the failure that ended it, or null at the end of the file. */
export async function* readImport({
  request,
  office,
  tally,
  onOpen,
  onHead,
  checkpoint,
}: ImportReading): AsyncGenerator<IntakeBatch, Failure | null, void> {
  const opened = await openByteSource(request.path, request.as === 'osm' ? mostOsmBytes : mostTableBytes, checkpoint);
  if (!opened.ok) return opened.failure;
  const file = opened.value;
  const { mtimeMs: fileTimeMs } = await stat(request.path);
  const told = { fileTimeMs, fileSize: file.source.size };
  try {
    const chosen = await chooseFormat(file, request.path);
    if (!chosen.ok) return chosen.failure;
    const format = chosen.value;
    if (request.as === 'osm') {
      if (format.kind !== 'osm') return failed('notOsmPbf', { file: file.source.name }).failure;
      onOpen(file, file.source.size * osmPasses(request.clip));
      onHead({ ...told, mapping: null, sheet: null });
      return yield* osmToIntake(file.source, { inflate, clip: request.clip, tally });
    }
    if (format.kind === 'osm') return failed('fileTypeUnsupported', { file: file.source.name, type: 'OSM PBF' }).failure;
    const crs = parseCrs(request.crs);
    if (!crs.ok) return crs.failure;
    onOpen(file, file.source.size);
    const table = await format.format.open(format.source, { ...request.layout, encoding: request.encoding ?? undefined });
    if (!table.ok) return table.failure;
    const { head, rows } = table.value;
    let mapping = request.mapping;
    if (mapping === null) {
      const sample = (await firstRows(rows(() => {}))).map((row) => row.values);
      const saved = office?.savedMappings[mappingSignature(head.columns)] ?? null;
      mapping = preferSavedMapping(request.as, head.columns, suggestMapping(request.as, head.columns, sample), saved).mapping;
    }
    onOpen(file, file.source.size + file.bytesRead());
    onHead({ ...told, mapping, sheet: head.sheet });
    const { as: kind, matchBy, cellRules, suggestCategory, dateOrder } = request;
    const thresholds = suggestCategory === true ? office?.thresholds : undefined;
    const codes = codeReaders(office?.codes ?? []);
    const district = office?.district ?? undefined;
    const reading = { matchBy, cellRules, codes, district, thresholds, dateOrder };
    const options = { kind, mapping, crs: crs.value, file: file.source.name, tally, ...reading };
    const source = rows(tally.reportUnreadRow);
    try {
      const failure = yield* tableToIntake(correctRows(withCheckpoints(source, checkpoint), request.corrections ?? []), options);
      if (failure === null) await file.readForHash();
      return failure;
    } finally {
      // A reading that is broken off closes what the format holds open, such as a database.
      await source.return(null);
    }
  } finally {
    await file.close();
  }
}

/** zlib-inflates one blob of known size; throws when it is damaged or larger than it says. */
function inflate(bytes: Uint8Array, size: number): Uint8Array {
  const inflated = inflateSync(bytes, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size, 64) });
  if (inflated.byteLength !== size) throw new RangeError('inflated size differs from the stated size');
  return inflated;
}
