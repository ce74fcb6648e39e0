import type { Position } from 'geojson';
import { done, failed, type Result } from '../model/failure.ts';
import { csv } from './csv.ts';
import type { FileSource, SourceRow } from './format.ts';
import { gpx } from './gpx.ts';
import { parseInstant } from './parse-instant.ts';
import { refusalsAsFailures } from './refusal.ts';

/** Fixes in the order of the file, WGS84; null where the file says nothing. */
export interface TrackFixes {
  lon: (number | null)[];
  lat: (number | null)[];
  /** Seconds since 1970. */
  time: (number | null)[];
}

/** Headers of a table of fixes, in lower case without spaces and underscores. */
const columnWords = {
  lon: ['lon', 'lng', 'long', 'longitude', 'x', '经度', '东经'],
  lat: ['lat', 'latitude', 'y', '纬度', '北纬'],
  time: ['time', 'timestamp', 'datetime', 'gpstime', '时间', '定位时间', '日期时间'],
} as const;
type Column = keyof typeof columnWords;

const [gpxTracks, csvTable] = [refusalsAsFailures(gpx), refusalsAsFailures(csv)];

/** Later than any second since 1970 that a patrol is at, so that it counts milliseconds. */
const MILLISECONDS_FROM = 1e11;

/**
 * One track out of a GPX file (all its tracks and segments) or a CSV table with a row a fix and columns of longitude, latitude and time. Fails with
 * `trackColumnMissing`, with `trackWithoutFixes`, and as the format does.
 */
export async function readTrack(source: FileSource): Promise<Result<TrackFixes>> {
  const isGpx = source.name.toLowerCase().endsWith('.gpx');
  const opened = await (isGpx ? gpxTracks.open(source, { sheet: 'tracks' }) : csvTable.open(source, {}));
  if (!opened.ok) return opened;
  const fixes: TrackFixes = { lon: [], lat: [], time: [] };
  const columns = isGpx ? null : findColumns(opened.value.head.columns);
  if (columns !== null && 'missing' in columns) return failed('trackColumnMissing', { file: source.name, column: columns.missing });
  const reading = opened.value.rows(() => undefined);
  for (;;) {
    const next = await reading.next();
    if (next.done === true) {
      if (next.value !== null) return { ok: false, failure: next.value };
      return hasFix(fixes) ? done(fixes) : failed('trackWithoutFixes', { file: source.name });
    }
    for (const row of next.value) {
      if (columns === null) takeTrack(fixes, row);
      else takeFix(fixes, row.values, columns);
    }
  }
}

const hasFix = ({ lon, lat, time }: TrackFixes): boolean =>
  time.some((seconds, index) => seconds !== null && lon[index] !== null && lat[index] !== null);

function findColumns(names: readonly string[]): Record<Column, string> | { missing: Column } {
  const found: Partial<Record<Column, string>> = {};
  for (const column of Object.keys(columnWords) as Column[]) {
    const words: readonly string[] = columnWords[column];
    const name = names.find((one) => words.includes(one.normalize('NFKC').toLowerCase().replace(/[\s_]/g, '')));
    if (name === undefined) return { missing: column };
    found[column] = name;
  }
  return found as Record<Column, string>;
}

function takeTrack(fixes: TrackFixes, { geometry, times }: SourceRow): void {
  const lines: Position[][] =
    geometry?.type === 'MultiLineString' ? geometry.coordinates : geometry?.type === 'LineString' ? [geometry.coordinates] : [];
  for (const [index, [lon, lat]] of lines.flat().entries()) {
    fixes.lon.push(lon!);
    fixes.lat.push(lat!);
    fixes.time.push(secondsOf(times?.[index]));
  }
}

function takeFix(fixes: TrackFixes, values: Readonly<Record<string, string>>, columns: Record<Column, string>): void {
  fixes.lon.push(numberIn(values[columns.lon]));
  fixes.lat.push(numberIn(values[columns.lat]));
  const text = values[columns.time] ?? '';
  const seconds = numberIn(text);
  if (seconds === null) fixes.time.push(secondsOf(Date.parse(parseInstant(text) ?? '')));
  else fixes.time.push(seconds >= MILLISECONDS_FROM ? seconds / 1000 : seconds);
}

function numberIn(text: string | undefined): number | null {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

const secondsOf = (milliseconds: number | undefined): number | null =>
  milliseconds !== undefined && Number.isFinite(milliseconds) ? milliseconds / 1000 : null;
