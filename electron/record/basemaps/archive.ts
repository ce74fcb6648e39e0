import type { BasemapArchive } from '../../../shared/ipc/index.ts';

/** What an archive says about itself. */
export type ArchiveDescription = Omit<BasemapArchive, 'id' | 'path' | 'away'>;
export interface ArchiveTile {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
  /** Whether `bytes` are gzip-compressed and must be served or unpacked as such. */
  gzip: boolean;
}

/** An open tile archive. Tiles are addressed XYZ (y from the north) whatever the file does. */
export interface Archive {
  description: ArchiveDescription;
  /** Null when the archive holds no such tile. */
  tile(z: number, x: number, y: number): Promise<ArchiveTile | null>;
  close(): Promise<void>;
}

/** A file that is not what its name says, or whose tiles cannot be drawn: `code` is a failure code. */
export class ArchiveError extends Error {
  readonly code: 'basemapUnreadable' | 'basemapFormat';
  constructor(code: 'basemapUnreadable' | 'basemapFormat', message: string) {
    super(message);
    this.code = code;
  }
}

export const tileContentTypes = {
  pbf: 'application/vnd.mapbox-vector-tile',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
} as const;
export type TileFormat = keyof typeof tileContentTypes;

/** The schema family by its layer names: OpenMapTiles (openmaptiles.org/schema) or Protomaps (docs.protomaps.com/basemaps/layers). */
export function schemaOf(vectorLayers: readonly string[]): BasemapArchive['schema'] {
  const has = (name: string) => vectorLayers.includes(name);
  if (has('transportation') && (has('water') || has('landcover') || has('building'))) return 'openmaptiles';
  if (has('roads') && (has('earth') || has('water') || has('buildings'))) return 'protomaps';
  return 'unknown';
}

/** The ids of a TileJSON `vector_layers` list, as far as it is one. */
export function vectorLayerIds(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' ? [entry.id] : [],
  );
}

/** An attribution as plain text: archives carry HTML, which is never shown as such. Null when nothing is left. */
export function plainAttribution(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|apos|copy|nbsp|#39|#x27|#169);/gi, (entity) => entities[entity.toLowerCase()] ?? ' ')
    // What was written as entities must not become markup in whatever shows it.
    .replace(/[<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text.slice(0, 500);
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&copy;': '©',
  '&#169;': '©',
  '&nbsp;': ' ',
};

/** Four finite degrees, west south east north, or null. A box covering the whole world says nothing and is null too. */
export function boundsOf(values: readonly unknown[]): BasemapArchive['bounds'] {
  const [west, south, east, north] = values.map(Number) as [number, number, number, number];
  if (values.length !== 4 || ![west, south, east, north].every(Number.isFinite)) return null;
  if (west >= east || south >= north || west < -180 || east > 180 || south < -90 || north > 90) return null;
  return east - west >= 359.9 && north - south > 160 ? null : [west, south, east, north];
}
