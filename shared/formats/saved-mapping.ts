import { fieldWords, type TableImportKind } from './field-words.ts';
import type { Mapping } from './intake.ts';
import type { MappingReason, SuggestedMapping } from './mapping.ts';
import { normalizeWord } from './normalize-words.ts';

/** What stands before the signature in the key of the record's setting that keeps a mapping. */
export const savedMappingPrefix = 'importMapping:';

/** The value of such a setting: what a person settled for a set of headers, for each kind of import. */
export interface SavedMappings {
  /** The headers as they stood, for the list of what is saved. */
  columns: string[];
  kinds: Partial<Record<TableImportKind, { mapping: Mapping; savedAt: string; savedBy: string }>>;
}

/** One saved mapping in a list. */
export interface SavedMapping {
  signature: string;
  kind: TableImportKind;
  columns: string[];
  mapping: Mapping;
  /** ISO 8601. */
  savedAt: string;
  savedBy: string;
}

/**
 * Tells sets of headers apart, whatever their order, width, case, marks and script variant: their number and 64 bits of FNV-1a over the sorted
 * words.
 */
export function mappingSignature(columns: readonly string[]): string {
  const words = columns.map(keyOf).sort();
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(words.join('\u0001'))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return `${words.length}-${hash.toString(16).padStart(16, '0')}`;
}

const keyOf = (column: string): string => normalizeWord(column) || column.trim();

/** The saved mappings of a setting's value, or null when it is none: settings are what files say. */
export function readSavedMappings(value: unknown): SavedMappings | null {
  if (typeof value !== 'object' || value === null) return null;
  const { columns, kinds } = value as Partial<SavedMappings>;
  if (!Array.isArray(columns) || typeof kinds !== 'object' || kinds === null) return null;
  return { columns: columns.map(String), kinds };
}

/** The value with a kind's mapping added to it, or taken from it when null. */
export function withSavedMapping(
  saved: SavedMappings | null,
  columns: readonly string[],
  kind: TableImportKind,
  entry: { mapping: Mapping; savedAt: string; savedBy: string } | null,
): SavedMappings {
  const { [kind]: _old, ...others } = saved?.kinds ?? {};
  return { columns: [...columns], kinds: entry === null ? others : { ...others, [kind]: entry } };
}

/** The suggestion with what was last saved for these headers in its place; as it is when nothing was. */
export function preferSavedMapping(
  kind: TableImportKind,
  columns: readonly string[],
  suggested: SuggestedMapping,
  saved: SavedMappings | null,
): SuggestedMapping {
  const entry = saved?.kinds[kind];
  if (entry === undefined) return suggested;
  const columnOf = new Map(columns.map((column) => [keyOf(column), column]));
  const mapping: Mapping = {};
  const confidence: Record<string, number> = {};
  const reasons: Record<string, MappingReason> = {};
  for (const [field, column] of Object.entries(entry.mapping)) {
    const here = columnOf.get(keyOf(column));
    if (here === undefined || !Object.hasOwn(fieldWords[kind], field)) continue;
    mapping[field] = here;
    confidence[field] = 1;
    reasons[field] = { by: 'saved', word: null, fitting: null };
  }
  return { mapping, confidence, reasons };
}
