import { resolve } from 'node:path';
import { mostTableBytes } from '../../shared/formats/limits.ts';
import { readTrack } from '../../shared/formats/read-track.ts';
import { done, type Result } from '../../shared/model/index.ts';
import { openByteSource } from '../intake/byte-source.ts';

/** Parameters in which `trackFile`, a GPX or CSV file by its path from a folder, has become the `track` it holds. Fails as reading the file does. */
export async function replaceTrackFile(parameters: Readonly<Record<string, unknown>>, folder: string): Promise<Result<object>> {
  const { trackFile, ...rest } = parameters;
  if (typeof trackFile !== 'string') return done(parameters);
  const file = await openByteSource(resolve(folder, trackFile), mostTableBytes);
  if (!file.ok) return file;
  try {
    const track = await readTrack(file.value.source);
    return track.ok ? done({ ...rest, track: track.value }) : track;
  } finally {
    await file.value.close();
  }
}
