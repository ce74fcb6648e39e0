import type { Failure, Result } from '../model/failure.ts';
import { failed } from '../model/failure.ts';
import type { OpenTable, SourceRow, TableFormat } from './format.ts';

/** Thrown where bytes stream through and a failure cannot be returned; `refusalsAsFailures` makes a value of it. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(code: string, details: Failure['details']) {
    super(code);
    this.failure = failed(code, details).failure;
  }
}

/** The same format, whose refusals come out as failures. */
export function refusalsAsFailures(format: TableFormat): TableFormat {
  return {
    ...format,
    async open(source, options): Promise<Result<OpenTable>> {
      try {
        const opened = await format.open(source, options);
        if (!opened.ok) return opened;
        const { head, rows } = opened.value;
        return { ok: true, value: { head, rows: (report) => guarded(rows(report)) } };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, failure: error.failure };
        throw error;
      }
    },
  };
}

async function* guarded(rows: AsyncGenerator<SourceRow[], Failure | null, void>): AsyncGenerator<SourceRow[], Failure | null, void> {
  try {
    return yield* rows;
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
}
