import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done, failed } from '../../shared/model/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import { chooseFile, chooseTarget, type FileTopic, withExtension } from './files.ts';
import type { Caller } from './handle.ts';
import { packageOpener } from './package-opener.ts';

const extension = 'fpkg';

/** Field packages: a zone's records taken along on a stick, edited on another computer and taken back. */
export function fieldPackageHandlers(topic: FileTopic & { record: RecordClient }): Handlers<typeof contracts.fieldPackages, Caller> {
  const { record, session } = topic;
  const packageFilter = () => ({ name: topic.translate()('packages.file'), extensions: [extension] });
  const openFromPackage = packageOpener(topic);
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
    open: (request, { contents, role }) =>
      openFromPackage(contents, request, (target) => record.as(role).openFieldPackage({ ...request, target })),
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
