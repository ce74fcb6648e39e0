import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { texts } from './index.ts';

type Words = { [key: string]: string | Words };
const keysOf = (words: Words, at = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [at + key] : keysOf(value, `${at}${key}.`)));
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const found = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, part]) => part as string);

const root = resolve(import.meta.dirname, '../..');
const source = globSync('{shared,electron,renderer,build}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.tsx?$|[\\/]e2e[\\/]|[\\/]testing[\\/]/.test(path))
  .map((path) => readFileSync(resolve(root, path), 'utf8'))
  .join('\n');

/** Keys and groups in quotes. */
const quoted = new Set(found(/['"`(]([A-Za-z]\w*(?:\.[\w-]+)+)['"`)]/g));
/** Keys put together of a group and a code: `group.${code}`, `$t(group.{{code}})`. */
const forms = found(/[`(]([A-Za-z]\w*\.[\w.]*(?:\$\{|\{\{)[^`\n]*?)(?:`|\}\}\))/g).map(
  (form) =>
    new RegExp(
      `^${form
        .split(/\$?\{+[^{}]*(?:\{[^{}]*\}[^{}]*)*\}*/)
        .map(escaped)
        .join('.+')}$`,
    ),
);
/** Properties, by their last two steps, and groups in which a code is looked up. */
const properties = new Set(found(/\b(?=(\w+\.\w+)\b)/g));
const lookedIn = new Set(found(/\.(\w+)\[/g));

/** Whether a key, or a group that holds it, is written somewhere in the program. */
function isUsed(key: string): boolean {
  const steps = key.replace(/_(one|other)$/, '').split('.');
  const groups = steps.slice(0, -1);
  return (
    steps.some((_, index) => index > 0 && quoted.has(steps.slice(0, index + 1).join('.'))) ||
    forms.some((form) => form.test(steps.join('.'))) ||
    properties.has(steps.slice(-2).join('.')) ||
    groups.slice(1).some((group) => lookedIn.has(group))
  );
}

it('say nothing that no part of the program says', () => {
  expect(keysOf(texts['zh-CN'] as Words).filter((key) => !isUsed(key))).toEqual([]);
});
