import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language, Theme } from '../shared/ipc/index.ts';
import { type Operator, operatorSchema } from '../shared/model/index.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const windowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

const schema = z.object({
  language: z.enum(['zh-CN', 'en']).catch('zh-CN'),
  theme: z.enum(['light', 'dark']).catch('light'),
  /** Null until somebody has been asked. */
  operator: operatorSchema.nullable().catch(null),
  recent: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() })).catch([]),
  /** Where the window stood, by display id; `lastDisplay` is where it stood last. */
  windowStates: z.record(z.string(), windowState).catch({}),
  lastDisplay: z.string().nullable().catch(null),
  /** Where the last export went. */
  exportFolder: z.string().nullable().catch(null),
});
export type PreferenceValues = z.infer<typeof schema>;

export interface Preferences {
  readonly values: Readonly<PreferenceValues>;
  /** Merges and writes to disk before it returns. */
  update(change: Partial<PreferenceValues>): void;
}

const longestRecentList = 10;

/** Preferences of this user on this machine: one JSON file, written atomically. A damaged file gives the defaults, field by field. */
export function readPreferences(folder: string): Preferences {
  const path = join(folder, 'preferences.json');
  let values = schema.parse(readJson(path));
  return {
    get values() {
      return values;
    },
    update(change) {
      values = { ...values, ...change };
      writeFileAtomically(path, `${JSON.stringify(values, null, 2)}\n`);
    },
  };
}

/** Preferences that live only as long as the call: a headless call must not change what the user set in the windows. */
export function temporaryPreferences(language: Language, theme: Theme, operator: Operator | null): Preferences {
  let values = schema.parse({ language, theme, operator });
  return {
    get values() {
      return values;
    },
    update(change) {
      values = { ...values, ...change };
    },
  };
}

/** Puts a workspace at the head of the recent list. */
export function rememberWorkspace(preferences: Preferences, workspace: { path: string; name: string }, at: Date): void {
  const others = preferences.values.recent.filter((entry) => entry.path !== workspace.path);
  const head = { path: workspace.path, name: workspace.name, openedAt: at.toISOString() };
  preferences.update({ recent: [head, ...others].slice(0, longestRecentList) });
}

function readJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
