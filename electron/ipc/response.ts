import { clipboard } from 'electron';
import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done } from '../../shared/model/index.ts';
import { drawSheet } from '../snapshot.ts';
import { stageFile } from '../staged-file.ts';
import { createTexts } from '../texts.ts';
import { chooseTarget, withExtension } from './files.ts';
import type { Caller } from './handle.ts';
import type { DoorParts } from './open-door.ts';

/** Results of response analyses, written where the user says. */
export function responseHandlers({ windows, waiters, preferences, translate }: DoorParts): Handlers<typeof contracts.response, Caller> {
  let drawing: AbortController | null = null;
  const texts = createTexts();
  return {
    beginText: async ({ name, extension }, { contents }) => {
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      const chosen = await chooseTarget(contents, { defaultPath: `${name}.${extension}`, filters });
      if (chosen === null) return done(null);
      return texts.begin(withExtension(chosen, [`.${extension}`]), contents);
    },
    appendText: async ({ textId, part }, { contents }) => texts.append(textId, part, contents),
    endText: async ({ textId, keep }, { contents }) => texts.end(textId, keep, contents),
    cancelSheet: async () => {
      drawing?.abort();
      return null;
    },
    copyText: async ({ text }) => {
      clipboard.writeText(text);
      return null;
    },
    saveSheet: async ({ name, ...sheet }, caller) => {
      const filters = [
        { name: 'PDF', extensions: ['pdf'] },
        { name: 'PNG', extensions: ['png'] },
      ];
      const chosen = await chooseTarget(caller.contents, { defaultPath: `${name}.pdf`, filters });
      if (chosen === null) return done(null);
      const path = withExtension(chosen, ['.pdf', '.png']);
      const { language } = preferences.values;
      drawing?.abort();
      const mine = new AbortController();
      drawing = mine;
      const page = await drawSheet({ path, language, sheet, title: translate()('app.name') }, windows, waiters, mine.signal);
      if (drawing === mine) drawing = null;
      if (!page.ok) return page;
      const staged = await stageFile(path, [page.value]);
      if (!staged.ok) return staged;
      const put = staged.value.commit();
      return put.ok ? done(path) : put;
    },
  };
}
