import { basename } from 'node:path';
import type { ImportRequest } from '../../shared/formats/intake.ts';
import type { CrsReason } from '../../shared/geo/crs-doctor/diagnose-crs.ts';
import type { ImportOutcome } from '../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import type { RecordApi } from '../record/api.ts';

/** What `--crs auto` decided for a file, and why. */
export interface CrsVerdict {
  file: string;
  chosen: string;
  why: CrsReason;
  /** Deviations above chance, and those ahead of the next system; null where the ground was not asked. */
  score: number | null;
  margin: number | null;
}

/** Systems named when no file says which are possible. */
const usualChoices = ['wgs84', 'gcj02', 'bd09', 'EPSG:4534…4554', 'EPSG:4513…4533', 'EPSG:4502…4512', 'EPSG:4491…4501'];

/** The coordinate system a file states; WGS84 where it states none. Fails as `previewImport`, and with `crsStatedUnknown` for one that is not known. */
export async function statedCrs(
  file: Parameters<RecordApi['previewImport']>[0],
  record: Pick<RecordApi, 'previewImport'>,
): Promise<Result<string>> {
  const preview = await record.previewImport(file);
  if (!preview.ok) return preview;
  const { crs, crsStated, name } = preview.value;
  return crs === null && crsStated !== null ? failed('crsStatedUnknown', { file: name, stated: crsStated }) : done(crs ?? 'wgs84');
}

/**
 * Imports a file in the coordinate system the doctor finds it to be in. Fails with `crsUncertain`, naming the choices, when the doctor
 * cannot tell; nothing is imported then.
 */
export async function importByDoctor(
  jobId: string,
  request: ImportRequest,
  record: Pick<RecordApi, 'diagnoseCrs' | 'runImport'>,
): Promise<Result<ImportOutcome & { crs: CrsVerdict }>> {
  const { path, as, encoding, layout, mapping } = request;
  const file = basename(path);
  const told = await record.diagnoseCrs({ jobId, path, as, encoding, layout, mapping });
  if (!told.ok) return told;
  const { chosen, why, candidates, margin } = told.value;
  if (chosen === null) {
    const inDistrict = candidates.filter(({ outside }) => outside === null || outside < 1).map(({ crs }) => crs);
    return failed('crsUncertain', { file, why, choices: (inDistrict.length > 0 ? inDistrict : usualChoices).join(' ') });
  }
  const outcome = await record.runImport({ jobId, request: { ...request, crs: chosen }, commit: true });
  const score = candidates.find(({ crs }) => crs === chosen)?.score ?? null;
  return outcome.ok ? done({ ...outcome.value, crs: { file, chosen, why, score, margin } }) : outcome;
}
