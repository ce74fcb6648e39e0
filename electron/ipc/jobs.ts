import { basename, dirname, extname, join } from 'node:path';
import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done } from '../../shared/model/index.ts';
import type { Preferences } from '../preferences.ts';
import type { RecordClient } from '../record/record-client.ts';
import type { Translate } from '../translate.ts';
import { chooseTarget, withExtension } from './files.ts';
import type { Caller } from './handle.ts';

export interface JobTopic {
  record: RecordClient;
  preferences: Preferences;
  translate(): Translate;
}

/** Long jobs run in the record's process; progress comes back as events. */
export function jobHandlers({ record, preferences, translate }: JobTopic): Handlers<typeof contracts.jobs, Caller> {
  return {
    previewImport: (request, { role }) => record.as(role).previewImport(request),
    savedMappings: (request, { role }) => record.as(role).savedMappings(request),
    saveMapping: (request, { role }) => record.as(role).saveMapping(request),
    dryRunImport: ({ jobId, request }, { role }) => record.as(role).runImport({ jobId, request, commit: false }),
    commitImport: ({ jobId, request }, { role }) => record.as(role).runImport({ jobId, request, commit: true }),
    importRows: (request, { role }) => record.as(role).importRows(request),
    importIssues: (request, { role }) => record.as(role).importIssues(request),
    importDuplicates: (request, { role }) => record.as(role).importDuplicates(request),
    saveIssueSheet: async ({ jobId, reviewId }, { role, contents }) => {
      const source = await record.as(role).importSource({ reviewId });
      if (!source.ok) return source;
      const extension = extname(source.value.path).toLowerCase() === '.xlsx' ? '.xlsx' : '.csv';
      const title = translate()('imports.issueSheetColumn');
      const name = `${basename(source.value.path, extname(source.value.path))}-${title}${extension}`;
      const chosen = await chooseTarget(contents, {
        defaultPath: join(dirname(source.value.path), name),
        filters: [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }],
      });
      if (chosen === null) return done(null);
      const path = withExtension(chosen, [extension]);
      const { language } = preferences.values;
      const written = await record.as(role).writeIssueSheet({ jobId, reviewId, path, language });
      return written.ok ? done(path) : written;
    },
    importHistory: (request, { role }) => record.as(role).importHistory(request),
    proposePlacements: (request, { role }) => record.as(role).proposePlacements(request),
    acceptPlacements: (request, { role }) => record.as(role).acceptPlacements(request),
    cancel: (request, { role }) => record.as(role).cancelJob(request),
  };
}
