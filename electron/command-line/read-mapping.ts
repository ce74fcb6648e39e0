import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CellRule, Mapping } from '../../shared/formats/intake.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';

/** How a mapping file says the columns of a table are read. */
export interface MappingFile {
  mapping: Mapping;
  cellRules: Record<string, CellRule>;
}

const fieldSchema = z.union([
  z.string(),
  z.strictObject({
    column: z.string(),
    separator: z.string().min(1).optional(),
    part: z.int().optional(),
    words: z.record(z.string(), z.string()).optional(),
  }),
]);

/**
 * Reads a mapping file: JSON of field → column, or → `{column, separator, part, words}` where a cell holds more than the field (`part` 1 is what
 * stands before the first `separator`) or has words of its own. Failure `mappingUnreadable`.
 */
export async function readMapping(path: string): Promise<Result<MappingFile>> {
  try {
    const fields = Object.entries(z.record(z.string(), fieldSchema).parse(JSON.parse(await readFile(path, 'utf8'))));
    const file: MappingFile = { mapping: {}, cellRules: {} };
    for (const [field, said] of fields) {
      const { column, ...rule } = typeof said === 'string' ? { column: said } : said;
      file.mapping[field] = column;
      if (Object.keys(rule).length > 0) file.cellRules[field] = rule;
    }
    return done(file);
  } catch {
    return failed('mappingUnreadable', { path });
  }
}
