import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shell } from 'electron';
import { extensionOfFormat } from '../../shared/formats/export-request.ts';
import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { actorOf, done, failed } from '../../shared/model/index.ts';
import { accessOf, personalNeed, seesPersonal } from '../../shared/rules/permissions.ts';
import { texts } from '../../shared/text/index.ts';
import { localOperator } from '../operator/local-operator.ts';
import { stagedAt } from '../staged-file.ts';
import { chooseTarget, type FileTopic, withExtension } from './files.ts';
import type { Caller } from './handle.ts';

type ExportTopic = Pick<FileTopic, 'record' | 'session' | 'preferences' | 'log'>;

export function exportHandlers({ record, session, preferences, log }: ExportTopic): Handlers<typeof contracts.exports, Caller> {
  let lastPath: string | null = null;
  const lastFolder = (): string | null => {
    const { exportFolder } = preferences.values;
    return exportFolder !== null && existsSync(exportFolder) ? exportFolder : null;
  };
  return {
    folder: async () => lastFolder(),
    ofPremises: (request, caller) => record.as(caller.role).ofPremises(request),
    run: async ({ jobId, request }, caller) => {
      const operator = localOperator(preferences);
      const role = accessOf(operator.role, caller.role);
      if (request.includePersonal && !seesPersonal(role)) return failed('roleForbids', { role, need: personalNeed });
      const { language } = preferences.values;
      const extension = extensionOfFormat[request.format];
      const words = texts[language];
      const name = `${words.codes.table[request.table]} ${localDay(new Date())}${extension}`;
      const chosen = await chooseTarget(caller.contents, {
        defaultPath: join(lastFolder() ?? '', name),
        filters: [{ name: words.exports.formats[request.format], extensions: [extension.slice(1)] }],
      });
      if (chosen === null) return done(null);
      const path = withExtension(chosen, [extension]);
      const staged = await record.as(caller.role).stageExport({ jobId, request: { ...request, path, language } });
      if (!staged.ok) return staged;
      const { draft, rows, renamed, cut } = staged.value;
      const put = stagedAt(draft, path).commit();
      if (!put.ok) return put;
      lastPath = path;
      preferences.update({ exportFolder: dirname(path) });
      const personal = request.includePersonal ? 'with' : 'without';
      const workspace = (await session.info())?.path;
      log.info(`${rows} ${request.table} of ${workspace} exported by ${actorOf(operator)} to ${path}, ${personal} personal fields`);
      return done({ path, rows, renamed, cut });
    },
    showLast: async () => {
      if (lastPath !== null) shell.showItemInFolder(lastPath);
      return null;
    },
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
