import { z } from 'zod';
import { checkRequest, dayOfDate, type ResponseAnswer, type ResponseTaskId, responseTasks } from '../../shared/analyses/response/index.ts';
import { type ResultFormat, toTable, writeResult } from '../../shared/analyses/response/results/index.ts';
import type { Language } from '../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import { translator } from '../translate.ts';
import { readInputs, readNames, type WorkspaceFile } from './read-inputs.ts';
import { replaceTrackFile } from './replace-track-file.ts';

/** One analysis of a workspace file, and how its result is to be written. */
export interface ResponseJob {
  workspace: WorkspaceFile;
  task: ResponseTaskId;
  /** As they were given: checked here. */
  parameters: Readonly<Record<string, unknown>>;
  /** Where files that parameters name are looked for. */
  folder: string;
  /** The day looked at, where the parameters do not say another. */
  asOfDay: number;
  format: ResultFormat;
  language: Language;
}

export interface ResponseOutcome {
  content: Uint8Array<ArrayBuffer>;
  rev: number;
  /** Of the result's table. */
  rows: number;
}

/** Runs a task over what the file holds. Fails with `badParameters`, `noRoads`, `cancelled`, and with what the task fails with. */
export async function runTask(
  { workspace, task, parameters, folder, asOfDay, format, language }: ResponseJob,
  signal?: AbortSignal,
): Promise<Result<ResponseOutcome>> {
  const dated = takeDay(parameters, asOfDay);
  if (!dated.ok) return dated;
  const { day, rest } = dated.value;
  const given = await replaceTrackFile(rest, folder);
  if (!given.ok) return given;
  const checked = checkRequest(task, given.value);
  if (!checked.ok) return checked;
  const { needs, run } = responseTasks[task];
  const inputs = readInputs(workspace, needs, day);
  if (!inputs.ok) return inputs;
  const working = run(checked.value as never, inputs.value, { signal }) as Promise<Result<ResponseAnswer<ResponseTaskId>>>;
  const result = await working.catch((reason: unknown) => {
    if (signal?.aborted) return failed('cancelled');
    throw reason;
  });
  if (!result.ok) return result;
  const answer = result.value;
  const names = readNames(workspace);
  const text = [...writeResult(format, task, answer, translator(language), names)].join('');
  return done({
    content: new TextEncoder().encode(text),
    rev: answer.rev,
    rows: toTable(task, answer, names).rows.length,
  });
}

/** Parameters without `asOf`, and the day it says. Fails with `badParameters` for what is no date. */
function takeDay(parameters: ResponseJob['parameters'], today: number): Result<{ day: number; rest: ResponseJob['parameters'] }> {
  const { asOf, ...rest } = parameters;
  if (asOf === undefined || asOf === null) return done({ day: today, rest });
  if (z.iso.date().safeParse(asOf).success) return done({ day: dayOfDate(asOf as string), rest });
  return failed('badParameters', { path: 'asOf', reason: 'a date, YYYY-MM-DD', reasonZh: '应为日期 YYYY-MM-DD' });
}
