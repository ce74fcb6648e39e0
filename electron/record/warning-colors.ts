import { type HazardSeverity, hazardSeverities, type SupervisionGrade, settledHazardStates } from '../../shared/model/index.ts';
import { assessWarningColor, type WarningAssessment } from '../../shared/rules/warning-color.ts';
import type { Connection } from './connection.ts';
import { type Image, layoutOf } from './table-layout.ts';

const layout = layoutOf('premises');
const place = (field: string): number => layout.indexOf.get(field) as number;
const gradePlace = place('supervisionGrade');
const mixedUsePlace = place('mixedUse');
const colorPlace = place('warningColor');
const reasonsPlace = place('colorReasons');
const versionPlace = place('colorRuleVersion');

/** SQL condition for a hazard that still counts as open. A hazard with no state yet is open. */
export const openHazardSql = `coalesce(hazard.state, 'found') NOT IN (${settledHazardStates.map((state) => `'${state}'`).join(', ')})`;

const openHazardsQuery = `SELECT severity, count(*), sum(prominent), sum(major) FROM hazard WHERE premises_id = ? AND ${openHazardSql} GROUP BY severity`;

/**
 * Assesses a premises image against its open hazards as they stand in the transaction and writes colour, reasons and rule
 * version into the image. Hazards found but not yet graded count as of low severity.
 */
export function colorImage(connection: Connection, premisesId: string, image: Image): void {
  const openHazards = Object.fromEntries(hazardSeverities.map((severity) => [severity, 0])) as Record<HazardSeverity, number>;
  let openProminent = 0;
  let openMajor = 0;
  for (const [severity, count, prominent, major] of connection.allValues(openHazardsQuery, premisesId)) {
    openHazards[(severity as HazardSeverity | null) ?? 'severityLow'] += count as number;
    openProminent += prominent as number;
    openMajor += major as number;
  }
  const assessment: WarningAssessment = assessWarningColor({
    supervisionGrade: image[gradePlace] as SupervisionGrade | null,
    mixedUse: image[mixedUsePlace] === 1,
    openHazards,
    openProminent,
    openMajor,
  });
  image[colorPlace] = assessment.color;
  image[reasonsPlace] = JSON.stringify(assessment.reasons);
  image[versionPlace] = assessment.version;
}
