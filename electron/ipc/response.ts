import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done } from '../../shared/model/index.ts';
import { stageFile } from '../staged-file.ts';
import { chooseTarget, withExtension } from './files.ts';
import type { Caller } from './handle.ts';

/** Results of response analyses, written where the user says. */
export function responseHandlers(): Handlers<typeof contracts.response, Caller> {
  return {
    saveText: async ({ name, extension, text }, caller) => {
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      const chosen = await chooseTarget(caller.contents, { defaultPath: `${name}.${extension}`, filters });
      if (chosen === null) return done(null);
      const staged = await stageFile(withExtension(chosen, [`.${extension}`]), [text]);
      if (!staged.ok) return staged;
      staged.value.commit();
      return done(staged.value.path);
    },
  };
}
