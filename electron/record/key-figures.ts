import type { KeyFigures } from '../../shared/ipc/index.ts';
import type { Connection } from './connection.ts';
import { openHazardSql } from './warning-colors.ts';

/** Counts every premises not closed and every hazard not void, placed or not. Kept until the revision moves. */
export function createKeyFigures(): { of(reader: Connection, rev: number): KeyFigures } {
  let known: { rev: number; figures: KeyFigures } | null = null;
  return {
    of(reader, rev) {
      if (known?.rev !== rev) known = { rev, figures: countFigures(reader) };
      return known.figures;
    },
  };
}

/** The figures as a connection sees its tables. */
export function countFigures(reader: Connection): KeyFigures {
  return reader.get<Record<keyof KeyFigures, number>>(
    `SELECT p.premises, p.gradeSecure, h.hazards, h.openHazards, h.openHighHazards FROM
       (SELECT count(*) AS premises, count(*) FILTER (WHERE supervision_grade = 'gradeSecure') AS gradeSecure
        FROM premises WHERE closed_on IS NULL) AS p,
       (SELECT count(*) AS hazards,
               count(*) FILTER (WHERE ${openHazardSql}) AS openHazards,
               count(*) FILTER (WHERE ${openHazardSql} AND severity = 'severityHigh') AS openHighHazards
        FROM hazard WHERE state IS NOT 'void') AS h`,
  )!;
}
