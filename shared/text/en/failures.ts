import type { TextsLike } from '../texts-like.ts';
import type { failures as chinese } from '../zh-CN/failures.ts';

export const failures: TextsLike<typeof chinese> = {
  cliUnknownFlag: 'Unknown argument {{flag}}.',
  cliMissingValue: '{{flag}} needs a value.',
  cliBadValue: '"{{value}}" is no value for {{flag}}; expected: {{expected}}.',
  cliNothingToModify: '{{flag}} must follow an --import.',
  cliImportKindMissing: '--import {{path}} does not say what the file is; add --as.',
  cliWorkspaceMissing: 'No workspace given; add --workspace FILE.gpkg.',
  cliAlreadyRunning: 'The app is already running. Add --headless, or close its window first.',
  workspaceNotFound: 'The workspace file {{path}} does not exist.',
  fileNotFound: 'The file {{path}} does not exist.',
  basemapUnreadable: 'The basemap file {{path}} cannot be read: it is damaged or not a .pmtiles / .mbtiles archive.',
  basemapFormat: 'The basemap file {{path}} has an unsupported format. Use .pmtiles or .mbtiles with vector or picture tiles.',
  basemapUnknown: 'This basemap has already been removed.',
  folderNotWritable: 'Cannot write to the folder {{path}}: {{reason}}',
  fileNotWritten: 'Cannot write {{path}}: {{reason}}',
  mappingUnreadable: 'The mapping file {{path}} is not a JSON object of field: column.',
  snapshotTimedOut: 'The map was not drawn within {{seconds}} seconds; {{path}} was not saved.',
  snapshotWindowGone: 'The drawing window ended unexpectedly ({{reason}}); {{path}} was not saved.',
  snapshotSize: 'The picture is {{actual}} instead of {{expected}}; {{path}} was not saved.',
  internalError: 'Internal error: {{message}}',
};
