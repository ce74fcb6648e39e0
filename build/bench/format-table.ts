import type { Measurement } from './measure.ts';

export interface Row extends Measurement {
  /** Processor time of this method over that of ours for the same work, wall time where either is unknown; null without ours. */
  ratio: number | null;
}

/** Adds to every measurement how many times longer it takes than ours. */
export function withRatios(measurements: Measurement[]): Row[] {
  return measurements.map((measurement) => {
    const ours = measurements.find((other) => other.ours && other.work === measurement.work);
    if (ours === undefined) return { ...measurement, ratio: null };
    const processor = measurement.cpuMs !== null && ours.cpuMs !== null ? measurement.cpuMs / ours.cpuMs : null;
    return { ...measurement, ratio: processor ?? measurement.wallMs / ours.wallMs };
  });
}

/** A table in Markdown: one line a method, grouped by work. */
export function formatTable(rows: Row[]): string {
  const lines = rows.map((row) => [
    row.work,
    row.ours ? `**${row.method}**` : row.method,
    significant(row.wallMs),
    row.cpuMs === null ? '–' : significant(row.cpuMs),
    row.ratio === null ? '–' : `${significant(row.ratio)}×`,
    String(row.runs),
    row.note,
  ]);
  const header = ['work', 'method', 'wall ms', 'CPU ms', 'ratio', 'runs', 'note'];
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Three digits, whole from 100 on. */
export function significant(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(value >= 1 ? 3 : 2)));
}
