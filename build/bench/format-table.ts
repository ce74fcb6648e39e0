import type { Measurement } from './measure.ts';

export interface Row extends Measurement {
  /** Wall time of this method over that of ours for the same work; null without ours. */
  ratio: number | null;
}

/** Adds to every measurement how many times longer it takes than ours. */
export function withRatios(measurements: Measurement[]): Row[] {
  return measurements.map((measurement) => {
    const ours = measurements.find((other) => other.ours && other.work === measurement.work);
    return { ...measurement, ratio: ours ? measurement.wallMs / ours.wallMs : null };
  });
}

/** A table in Markdown: one line a method, grouped by work. */
export function formatTable(rows: Row[]): string {
  const lines = rows.map((row) => [
    row.work,
    row.ours ? `**${row.method}**` : row.method,
    milliseconds(row.wallMs),
    row.cpuMs === null ? '–' : milliseconds(row.cpuMs),
    row.ratio === null ? '–' : `${significant(row.ratio)}×`,
    String(row.runs),
    row.note,
  ]);
  const header = ['work', 'method', 'wall ms', 'CPU ms', 'ratio', 'runs', 'note'];
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function milliseconds(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : significant(value);
}

function significant(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value >= 1 ? 3 : 2)));
}
