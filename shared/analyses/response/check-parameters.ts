import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import { done, failed, type Result } from '../../model/failure.ts';

type Issue = z.core.$ZodIssue;
const chinese = zhCN().localeError;
const english = en().localeError;

/**
 * A request with its defaults filled in. Fails with `badParameters`: the path of the first parameter that is wrong, and what is allowed there in
 * either language. Parameters nobody knows are wrong, too: they were meant to do something.
 */
export function checkParameters<Schema extends z.ZodObject>(parameters: Schema, request: unknown): Result<z.output<Schema>> {
  const checked = parameters.safeParse(request);
  if (checked.success) return done(checked.data);
  const issue = checked.error.issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? [issue.keys[0]!] : [];
  const path = [...issue.path, ...unknown].join('.') || '{}';
  if (unknown.length > 0 && issue.path.length === 0) {
    const allowed = Object.keys(parameters.shape).join(', ');
    return failed('badParameters', { path, reason: `unknown; allowed are ${allowed}`, reasonZh: `没有这个参数，可用的有 ${allowed}` });
  }
  return failed('badParameters', { path, reason: issue.message, reasonZh: inChinese(issue, request) });
}

/** What a schema itself says stays as it is. */
function inChinese(issue: Issue, request: unknown): string {
  const input = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], request);
  const raw = { ...issue, input } as never;
  const isOwn = wordsOf(english(raw)) !== issue.message;
  return isOwn ? issue.message : (wordsOf(chinese(raw)) ?? issue.message);
}

function wordsOf(said: ReturnType<typeof english>): string | undefined {
  return typeof said === 'object' ? said?.message : (said ?? undefined);
}
