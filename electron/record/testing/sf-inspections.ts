import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const severityOfRisk: Readonly<Record<string, string>> = {
  'High Risk': 'severityHigh',
  'Moderate Risk': 'severityGeneralCommon',
  'Low Risk': 'severityLow',
};

/** One file of the open data of San Francisco's food inspections, what it is, and the mapping file it is imported with. */
export interface SfImport {
  path: string;
  as: 'premises' | 'inspections' | 'hazards';
  mappingPath: string;
}

/**
 * Writes the mapping files of the three imports into a folder. An inspection is numbered `business_date`; a link names the inspection and the type of
 * violation, whose words and severity come from the table of types.
 */
export function sfImports(data: string, folder: string): SfImport[] {
  const types = readFileSync(join(data, 'sf_food_violation_types.csv'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const cells = /^"(.*)","(.*)",(\d+)\s*$/.exec(line);
      return cells === null ? [] : [{ description: cells[1]!.replaceAll('""', '"'), risk: cells[2]!, vid: cells[3]! }];
    });
  const part = (column: string, part: number) => ({ column, separator: '_', part });
  const words = (of: (type: (typeof types)[number]) => string | undefined) => ({
    column: 'vid',
    words: Object.fromEntries(types.flatMap((type) => (of(type) === undefined ? [] : [[type.vid, of(type)]]))),
  });
  const imports = [
    {
      file: 'sf_food_businesses.csv',
      as: 'premises' as const,
      mapping: {
        code: 'business id column',
        name: 'name',
        address: 'address',
        phone: 'phone_number',
        lon: 'longitude',
        lat: 'latitude',
      },
    },
    {
      file: 'sf_food_inspections.csv',
      as: 'inspections' as const,
      mapping: { number: 'iid', premisesCode: part('iid', 1), inspectedOn: 'date', score: 'score', note: 'type' },
    },
    {
      file: 'sf_food_inspection_violation.csv',
      as: 'hazards' as const,
      mapping: {
        premisesCode: part('iid', 1),
        inspectionNumber: 'iid',
        foundOn: part('iid', 2),
        description: words(({ description }) => description),
        severity: words(({ risk }) => severityOfRisk[risk]),
      },
    },
  ];
  return imports.map(({ file, as, mapping }) => {
    const mappingPath = join(folder, `${as}.json`);
    writeFileSync(mappingPath, JSON.stringify(mapping));
    return { path: join(data, file), as, mappingPath };
  });
}
