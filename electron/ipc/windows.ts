import type { WebContents } from 'electron';
import type { AppInfo, contracts, Handlers, Language, Theme } from '../../shared/ipc/index.ts';
import type { Log } from '../log.ts';
import type { Caller } from './handle.ts';

export interface WindowTopic {
  log: Log;
  infoFor(caller: Caller): AppInfo;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  /** A page says that everything it was asked to show is drawn. */
  drawn(contents: WebContents, description: string): void;
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
    ready: async ({ description }, caller) => {
      topic.log.info(`${caller.role} window drawn: ${description}`);
      topic.drawn(caller.contents, description);
      return null;
    },
    reportError: async ({ message }, caller) => {
      topic.log.error(`${caller.role} window: ${message}`);
      return null;
    },
  };
}
