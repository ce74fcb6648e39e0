import type { WebContents } from 'electron';
import type { AppInfo, contracts, Handlers, Language, Theme } from '../../shared/ipc/index.ts';
import type { Failure, Operator } from '../../shared/model/index.ts';
import type { Log } from '../log.ts';
import type { Caller } from './handle.ts';

export interface WindowTopic {
  log: Log;
  infoFor(caller: Caller): AppInfo;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setOperator(operator: Operator): Promise<void>;
  /** A page says that everything it was asked to show is drawn, or why it will not be. */
  drawn(contents: WebContents, failure: Failure | null): void;
}

export function windowHandlers(topic: WindowTopic): Handlers<typeof contracts.windows, Caller> {
  return {
    info: async (_request, caller) => topic.infoFor(caller),
    setLanguage: async ({ language }) => {
      topic.setLanguage(language);
      return null;
    },
    setTheme: async ({ theme }) => {
      topic.setTheme(theme);
      return null;
    },
    setOperator: async ({ operator }) => {
      await topic.setOperator(operator);
      return null;
    },
    ready: async ({ description, failure, firstPremisesAt }, caller) => {
      const since = firstPremisesAt === null ? '' : `; premises first shown ${new Date(firstPremisesAt).toISOString()}`;
      topic.log.info(`${caller.role} window ${failure === null ? 'drawn' : `failed (${failure.code})`}: ${description}${since}`);
      topic.drawn(caller.contents, failure);
      return null;
    },
    reportError: async ({ message }, caller) => {
      topic.log.error(`${caller.role} window: ${message}`);
      return null;
    },
  };
}
