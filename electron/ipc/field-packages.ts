import { basename, dirname, join } from 'node:path';
import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done, failed } from '../../shared/model/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import { chooseFile, chooseTarget, type FileTopic, withExtension } from './files.ts';
import type { Caller } from './handle.ts';

const extension = 'fpkg';

/** Field packages: a zone's records taken along on a stick, edited on another computer and taken back. */
export function fieldPackageHandlers(topic: FileTopic & { record: RecordClient }): Handlers<typeof contracts.fieldPackages, Caller> {
  const { record, session } = topic;
  const packageFilter = () => ({ name: topic.translate()('packages.file'), extensions: [extension] });
  const today = () => new Date().toISOString().slice(0, 10);

  return {
    list: (request, { role }) => record.as(role).fieldPackages(request),
    measure: (request, { role }) => record.as(role).measureFieldPackage(request),
    make: async (request, { contents, role }) => {
      const zone = await record.as(role).get({ table: 'zone', id: request.zoneId });
      if (zone === null) return failed('zoneUnknown');
      const name = `${topic.translate()('packages.mark')}-${zone.name}-${today()}.${extension}`;
      const chosen = await chooseTarget(contents, { defaultPath: name, filters: [packageFilter()] });
      if (chosen === null) return done(null);
      return record.as(role).makeFieldPackage({ ...request, target: withExtension(chosen, [`.${extension}`]) });
    },
    open: async ({ path, password, jobId }, { contents, role }) => {
      const from = path ?? (await chooseFile(contents, { filters: [packageFilter()] }));
      if (from === null) return done(null);
      const chosen = await chooseTarget(contents, {
        defaultPath: join(dirname(from), `${basename(from, `.${extension}`)}.gpkg`),
        filters: [{ name: topic.translate()('backups.workspaceFile'), extensions: ['gpkg'] }],
      });
      if (chosen === null) return done(null);
      const target = withExtension(chosen, ['.gpkg']);
      const opened = await record.as(role).openFieldPackage({ path: from, password, target, jobId });
      return opened.ok ? topic.openWorkspace(target) : opened;
    },
    giveBack: async (request, { contents, role }) => {
      const info = await session.info();
      const name = `${topic.translate()('packages.returned')}-${info?.fieldPackage?.zoneName ?? ''}-${today()}.${extension}`;
      const chosen = await chooseTarget(contents, { defaultPath: name, filters: [packageFilter()] });
      if (chosen === null) return done(null);
      return record.as(role).giveBackFieldPackage({ ...request, target: withExtension(chosen, [`.${extension}`]) });
    },
    choose: (_request, { contents }) => chooseFile(contents, { filters: [packageFilter()] }),
    preview: (request, { role }) => record.as(role).mergeFieldPackage({ ...request, commit: false }),
    merge: async (request, { role }) => {
      const merged = await record.as(role).mergeFieldPackage({ ...request, commit: true });
      if (merged.ok) topic.log.info(`field package ${merged.value.package.packageId} merged from ${request.path}`);
      return merged;
    },
    conflicts: (request, { role }) => record.as(role).mergeConflicts(request),
    decide: (request, { role }) => record.as(role).decideConflicts(request),
  };
}
