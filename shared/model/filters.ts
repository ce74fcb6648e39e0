import { z } from 'zod';
import { hazardSeverities, premisesCategories, supervisionGrades, warningColors } from './codes.ts';

const choices = <const C extends string>(codes: readonly C[], meaning: string) =>
  z.array(z.enum(codes)).max(codes.length).readonly().default([]).describe(meaning);

/** Which premises and hazards are looked at. An empty list does not restrict; `unknown`, `ungraded` and `none` are what says nothing. */
export const filtersSchema = z.strictObject({
  categories: choices([...premisesCategories, 'unknown'], '场所类别 · categories of premises'),
  grades: choices([...supervisionGrades, 'ungraded'], '监管等级 · supervision grades'),
  colors: choices([...warningColors, 'none'], '预警色 · warning colours'),
  openHazardsOnly: z
    .boolean()
    .default(false)
    .describe('只看有未整改隐患的场所和未整改的隐患 · premises with open hazards, and those hazards alone'),
  hazardSeverities: choices(hazardSeverities, '隐患分级 · severities of hazards'),
});
export type Filters = z.output<typeof filtersSchema>;
