import { tableHead } from '../../shared/formats/format.ts';
import { type ImportRequest, importKinds } from '../../shared/formats/intake.ts';
import { mostTableBytes } from '../../shared/formats/limits.ts';
import { suggestImportKind, suggestMapping } from '../../shared/formats/mapping.ts';
import type { ImportPreview } from '../../shared/ipc/jobs.ts';
import { done, type Result } from '../../shared/model/index.ts';
import { openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';
import { mostOsmBytes } from './file-limits.ts';
import { firstRows } from './first-rows.ts';

const shownRows = 20;
const longestShownValue = 200;

/** What a file looks like before it is imported: its columns, its first rows, and what they suggest. Fails as `openByteSource` and the formats do. */
export async function previewImport(
  { path, encoding, layout }: Pick<ImportRequest, 'path' | 'encoding' | 'layout'>,
  checkpoint: () => void = () => {},
): Promise<Result<ImportPreview>> {
  const opened = await openByteSource(path, path.toLowerCase().endsWith('.pbf') ? mostOsmBytes : mostTableBytes, checkpoint);
  if (!opened.ok) return opened;
  const { source, close } = opened.value;
  try {
    const chosen = await chooseFormat(opened.value, path);
    if (!chosen.ok) return chosen;
    const base = { path, name: source.name, size: source.size };
    if (chosen.value.kind === 'osm')
      return done({
        ...base,
        ...tableHead({ columns: [], crs: 'wgs84' }),
        format: 'osm',
        geometryType: null,
        sample: [],
        suggestedAs: 'osm',
        suggested: {},
      });
    const { format } = chosen.value;
    const table = await format.open(chosen.value.source, { ...layout, encoding: encoding ?? undefined });
    if (!table.ok) return table;
    const { head, rows } = table.value;
    const first = await firstRows(rows(() => {}));
    const sample = first.map((row) => row.values);
    const geometry = first.find((row) => row.geometry !== null)?.geometry ?? null;
    const suggested: ImportPreview['suggested'] = {};
    for (const kind of importKinds) if (kind !== 'osm') suggested[kind] = suggestMapping(kind, head.columns, sample);
    return done({
      ...base,
      ...head,
      format: format.id,
      geometryType: geometry?.type ?? null,
      sample: sample.slice(0, shownRows).map(shorten),
      suggestedAs: suggestImportKind(head.columns, sample, geometry?.type ?? null),
      suggested,
    });
  } finally {
    await close();
  }
}

function shorten(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, value.slice(0, longestShownValue)]));
}
