import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language, RecentWorkspace, SettingsState, Theme } from '../shared/ipc/index.ts';
import { type Operator, operatorSchema } from '../shared/model/index.ts';
import { storageFailure } from './record/storage-failure.ts';
import { replaceFile, writeFileAtomically } from './write-file-atomically.ts';

const windowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

const recentList = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() }));

const schema = z.object({
  language: z.enum(['zh-CN', 'en']).catch('zh-CN'),
  theme: z.enum(['light', 'dark']).catch('light'),
  /** Null until somebody has been asked. */
  operator: operatorSchema.nullable().catch(null),
  recent: recentList.catch([]),
  /** The list above was lost with its copy, and nothing was opened since. */
  recentLost: z.boolean().catch(false),
  /** Where the window stood, by display id; `lastDisplay` is where it stood last. */
  windowStates: z.record(z.string(), windowState).catch({}),
  lastDisplay: z.string().nullable().catch(null),
  /** Where the last export went. */
  exportFolder: z.string().nullable().catch(null),
});
export type PreferenceValues = z.infer<typeof schema>;

export interface Preferences {
  readonly values: Readonly<PreferenceValues>;
  /** Where they came from at this start. */
  readonly state: SettingsState;
  /** Merges and writes to disk before it returns, twice. Whether the disk took it; what it refuses is not thrown: records matter more. */
  update(change: Partial<PreferenceValues>): boolean;
}

const longestRecentList = 10;

export interface PreferenceFiles {
  /** The folder of the profile. */
  folder: string;
  /** Hears what could not be read or written. */
  onProblem(message: string): void;
}

/**
 * Preferences of this user on this machine: a JSON file and its copy, each written atomically. A damaged file is kept aside and the copy
 * taken; what is damaged in both gives the defaults, field by field. Where both are gone from a profile that was used before, the list of recent
 * workspaces is marked as lost.
 */
export function readPreferences({ folder, onProblem }: PreferenceFiles): Preferences {
  const path = join(folder, 'preferences.json');
  const copyPath = join(folder, 'preferences.copy.json');
  const [own, copy] = [readJson(path), readJson(copyPath)];
  if (own === null && existsSync(path)) keepAside(path, onProblem);
  const chosen = own ?? copy ?? {};
  const lists = [own, copy].map((file) => recentList.safeParse((file as { recent?: unknown } | null)?.recent));
  const recent: Omit<RecentWorkspace, 'exists'>[] | undefined = lists.find(({ success }) => success)?.data;
  let values = schema.parse({ ...chosen, recent });
  const fromCopy = lists[0]?.success !== true && lists[1]?.success === true;
  if (recent === undefined && wasUsed(folder)) values = { ...values, recentLost: true };
  const state: SettingsState = values.recentLost ? 'lost' : fromCopy ? 'fromCopy' : 'kept';
  if (state !== 'kept') onProblem(`preferences: ${state}`);
  return {
    get values() {
      return values;
    },
    state,
    update(change) {
      values = { ...values, ...change };
      const content = `${JSON.stringify(values, null, 2)}\n`;
      try {
        for (const target of [path, copyPath]) writeFileAtomically(target, content);
        return true;
      } catch (error) {
        if (storageFailure(error) === null) throw error;
        onProblem(`preferences not written: ${(error as Error).message}`);
        return false;
      }
    },
  };
}

/** Whether a window worked with this profile before: it left its cache, or the sample. */
const wasUsed = (folder: string): boolean => ['IndexedDB', 'workspaces'].some((name) => existsSync(join(folder, name)));

function keepAside(path: string, onProblem: (message: string) => void): void {
  try {
    replaceFile(path, path.replace(/\.json$/, '.damaged.json'));
  } catch (error) {
    onProblem(`damaged preferences not kept aside: ${(error as Error).message}`);
  }
}

/** Preferences that live only as long as the call: a headless call must not change what the user set in the windows. */
export function temporaryPreferences(language: Language, theme: Theme, operator: Operator | null): Preferences {
  let values = schema.parse({ language, theme, operator });
  return {
    get values() {
      return values;
    },
    state: 'kept',
    update(change) {
      values = { ...values, ...change };
      return true;
    },
  };
}

/** Puts a workspace at the head of the recent list. */
export function rememberWorkspace(preferences: Preferences, workspace: { path: string; name: string }, at: Date): void {
  const others = preferences.values.recent.filter((entry) => entry.path !== workspace.path);
  const head = { path: workspace.path, name: workspace.name, openedAt: at.toISOString() };
  preferences.update({ recent: [head, ...others].slice(0, longestRecentList), recentLost: false });
}

/** What a file holds; null when it is not there or not what it should be. */
function readJson(path: string): object | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
