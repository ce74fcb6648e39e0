import { resultFormatOf } from '../../shared/analyses/response/results/result-formats.ts';
import { type ResponseTaskId, responseTaskIds } from '../../shared/analyses/response/task-ids.ts';
import { type ExportedTable, type ExportFormat, extensionOfFormat, formatOfPath, mapFormats } from '../../shared/formats/export-request.ts';
import { type BoundingBox, type DateOrder, dateOrders, type ImportKind, importKinds } from '../../shared/formats/intake.ts';
import { parseCrs } from '../../shared/geo/crs.ts';
import type { Language, Theme } from '../../shared/ipc/index.ts';
import { done, entityOf, failed, type Result } from '../../shared/model/index.ts';
import { type FieldPackageStep, type MergeStep, parseFieldPackage } from './field-package-steps.ts';

export interface ImportStep {
  kind: 'import';
  path: string;
  as: ImportKind;
  /** As `parseCrs` takes it, or `auto`; null: the one the file states. */
  crs: string | null;
  encoding: string | null;
  mappingPath: string | null;
  clip: BoundingBox | null;
  /** Sheet of a workbook, or layer of a file with several; the first with rows when null. */
  layer: string | null;
  dateOrder: DateOrder | null;
}
export interface SnapshotStep {
  kind: 'snapshot';
  path: string;
  width: number;
  height: number;
  language: Language;
  theme: Theme;
  layers: string[];
}
export interface ExportStep {
  kind: 'export';
  path: string;
  table: ExportedTable;
  format: ExportFormat;
  crs: string;
  includePersonal: boolean;
}
export interface RunStep {
  kind: 'run';
  task: ResponseTaskId;
  /** JSON file; null for the defaults. */
  paramsPath: string | null;
  /** Ends in .geojson, .csv or .json, which decides the format. */
  path: string;
}
export interface SheetStep {
  kind: 'sheet';
  /** JSON file; null for the defaults. */
  paramsPath: string | null;
  /** Ends in .pdf or .png, which decides the format. */
  path: string;
}
export type Step = { kind: 'sample' } | ImportStep | SnapshotStep | SheetStep | ExportStep | RunStep | FieldPackageStep | MergeStep;

export interface CommandLine {
  headless: boolean;
  quit: boolean;
  workspace: string | null;
  language: Language | null;
  theme: Theme | null;
  /** What to do, in the order it was written. */
  steps: Step[];
}

/** Tables that can be exported, by the name they have on the command line. */
export const exportableTables: Record<string, ExportedTable> = {
  premises: 'premises',
  hazards: 'hazard',
  inspections: 'inspection',
  stations: 'station',
  facilities: 'facility',
  zones: 'zone',
  people: 'person',
};

const usualSnapshot = { width: 1920, height: 1080, layers: ['heat', 'premises', 'stations'] };

/** Switches of Chromium, Electron, Node and Playwright that may stand among ours. They take their value with `=`. */
const runtimeSwitches = new Set([
  'disable-dev-shm-usage',
  'disable-gpu',
  'disable-gpu-sandbox',
  'enable-logging',
  'enable-unsafe-swiftshader',
  'force-device-scale-factor',
  'ignore-gpu-blocklist',
  'in-process-gpu',
  'inspect',
  'inspect-brk',
  'js-flags',
  'log-file',
  'log-level',
  'no-sandbox',
  'ozone-platform',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'software-rendering',
  'use-angle',
  'use-gl',
  'user-data-dir',
  'v',
]);

type Draft = Omit<ImportStep, 'as'> & { as: ImportKind | null };
/** An import of which nothing is said but the file. */
const plainImport = {
  kind: 'import',
  as: null,
  crs: null,
  encoding: null,
  mappingPath: null,
  clip: null,
  layer: null,
  dateOrder: null,
} as const satisfies Omit<Draft, 'path'>;

/**
 * Reads the program's own arguments. Modifiers belong to what they follow: `--as`, `--crs`, `--encoding`, `--mapping`,
 * `--clip`, `--layer`, `--date-order` to the last `--import`; `--out` to the last `--run`; `--params` to the last `--run` or `--sheet`; `--password-file` to the last `--field-package` or `--merge-package`; `--size`, `--show`, `--lang`, `--theme` to the last `--snapshot` and to everything after.
 * Fails with `cliUnknownFlag`, `cliMissingValue`, `cliBadValue`, `cliNothingToModify`, `cliImportKindMissing`,
 * `cliRunOutMissing`, `cliWorkspaceMissing`.
 */
export function parseArguments(argv: readonly string[]): Result<CommandLine> {
  const line: CommandLine = { headless: false, quit: false, workspace: null, language: null, theme: null, steps: [] };
  const usual: Omit<SnapshotStep, 'kind' | 'path'> = { ...usualSnapshot, language: 'zh-CN', theme: 'light' };
  let lastImport: Draft | null = null;
  let lastSnapshot: SnapshotStep | null = null;
  let lastRun: RunStep | null = null;
  let lastWithParameters: RunStep | SheetStep | null = null;
  let lastPackage: FieldPackageStep | MergeStep | null = null;
  let includePersonal = false;
  let exportCrs = 'wgs84';
  const exports: ExportStep[] = [];

  const setLook = (change: Partial<Omit<SnapshotStep, 'kind' | 'path'>>) => {
    Object.assign(usual, change);
    if (lastSnapshot) Object.assign(lastSnapshot, change);
  };
  const badValue = (flag: string, value: string, expected: string) => failed('cliBadValue', { flag, value, expected });

  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index]!;
    if (!argument.startsWith('--')) {
      if (!argument.toLowerCase().endsWith('.gpkg')) return failed('cliUnknownFlag', { flag: argument });
      line.workspace = argument;
      continue;
    }
    const equals = argument.indexOf('=');
    const flag = equals < 0 ? argument : argument.slice(0, equals);
    const inline = equals < 0 ? null : argument.slice(equals + 1);
    if (runtimeSwitches.has(flag.slice(2))) continue;
    if (flag === '--headless') line.headless = true;
    else if (flag === '--quit') line.quit = true;
    else if (flag === '--sample') line.steps.push({ kind: 'sample' });
    else if (flag === '--include-personal') includePersonal = true;
    else {
      if (!valueFlags.has(flag)) return failed('cliUnknownFlag', { flag });
      const value = inline ?? argv[index + 1];
      if (inline === null) index += 1;
      if (value === undefined || value === '' || (inline === null && value.startsWith('--'))) return failed('cliMissingValue', { flag });
      if (importModifiers.has(flag) && !lastImport) return failed('cliNothingToModify', { flag, after: '--import' });
      if (flag === '--password-file' && !lastPackage)
        return failed('cliNothingToModify', { flag, after: '--field-package --merge-package' });
      if (flag === '--out' && !lastRun) return failed('cliNothingToModify', { flag, after: '--run' });
      if (flag === '--params' && !lastWithParameters) return failed('cliNothingToModify', { flag, after: '--run --sheet' });
      switch (flag) {
        case '--workspace':
          line.workspace = value;
          break;
        case '--import':
          lastImport = { ...plainImport, path: value };
          line.steps.push(lastImport as ImportStep);
          break;
        case '--as':
          if (!importKinds.includes(value as ImportKind)) return badValue(flag, value, importKinds.join(' '));
          lastImport!.as = value as ImportKind;
          break;
        case '--crs':
          lastImport!.crs = value;
          break;
        case '--encoding':
          lastImport!.encoding = value;
          break;
        case '--mapping':
          lastImport!.mappingPath = value;
          break;
        case '--layer':
          lastImport!.layer = value;
          break;
        case '--date-order':
          if (!dateOrders.includes(value as DateOrder)) return badValue(flag, value, dateOrders.join(' '));
          lastImport!.dateOrder = value as DateOrder;
          break;
        case '--clip': {
          const clip = parseBox(value);
          if (!clip) return badValue(flag, value, 'west,south,east,north');
          lastImport!.clip = clip;
          break;
        }
        case '--run':
          if (!responseTaskIds.includes(value as ResponseTaskId)) return badValue(flag, value, responseTaskIds.join(' '));
          lastRun = { kind: 'run', task: value as ResponseTaskId, paramsPath: null, path: '' };
          lastWithParameters = lastRun;
          line.steps.push(lastRun);
          break;
        case '--params':
          lastWithParameters!.paramsPath = value;
          break;
        case '--out':
          if (resultFormatOf(value) === null) return badValue(flag, value, 'OUT.geojson|.csv|.json');
          lastRun!.path = value;
          break;
        case '--snapshot':
          lastSnapshot = { kind: 'snapshot', path: value, ...usual };
          line.steps.push(lastSnapshot);
          break;
        case '--sheet':
          if (!/.\.(pdf|png)$/i.test(value)) return badValue(flag, value, 'OUT.pdf|.png');
          lastWithParameters = { kind: 'sheet', paramsPath: null, path: value };
          line.steps.push(lastWithParameters);
          break;
        case '--size': {
          const size = parseSize(value);
          if (!size) return badValue(flag, value, '1920x1080');
          setLook(size);
          break;
        }
        case '--show':
          setLook({ layers: value.split(',').filter((layer) => layer !== '') });
          break;
        case '--lang':
          if (value !== 'zh-CN' && value !== 'en') return badValue(flag, value, 'zh-CN en');
          line.language ??= value;
          setLook({ language: value });
          break;
        case '--theme':
          if (value !== 'light' && value !== 'dark') return badValue(flag, value, 'light dark');
          line.theme ??= value;
          setLook({ theme: value });
          break;
        case '--field-package':
          lastPackage = parseFieldPackage(value);
          if (!lastPackage) return badValue(flag, value, 'zone=NAME=OUT.fpkg');
          line.steps.push(lastPackage);
          break;
        case '--merge-package':
          lastPackage = { kind: 'mergePackage', path: value, passwordPath: null };
          line.steps.push(lastPackage);
          break;
        case '--password-file':
          lastPackage!.passwordPath = value;
          break;
        case '--export-crs':
          if (!parseCrs(value).ok) return badValue(flag, value, 'wgs84 gcj02 bd09 EPSG:n');
          exportCrs = value;
          break;
        case '--export': {
          const step = parseExport(value);
          if (!step)
            return badValue(flag, value, `${Object.keys(exportableTables).join('|')}=OUT${Object.values(extensionOfFormat).join('|')}`);
          exports.push(step);
          line.steps.push(step);
          break;
        }
      }
    }
  }
  for (const step of exports) Object.assign(step, { includePersonal, crs: exportCrs });
  const unsaid = line.steps.find((step) => step.kind === 'import' && step.as === null);
  if (unsaid?.kind === 'import') return failed('cliImportKindMissing', { path: unsaid.path });
  const nowhere = line.steps.find((step) => step.kind === 'run' && step.path === '');
  if (nowhere?.kind === 'run') return failed('cliRunOutMissing', { task: nowhere.task });
  if (line.workspace === null && (line.headless || line.steps.length > 0)) return failed('cliWorkspaceMissing');
  return done(line);
}

const importModifiers = new Set(['--as', '--crs', '--encoding', '--mapping', '--clip', '--layer', '--date-order']);
const valueFlags = new Set([
  ...importModifiers,
  '--run',
  '--params',
  '--out',
  '--field-package',
  '--merge-package',
  '--password-file',
  '--workspace',
  '--import',
  '--snapshot',
  '--sheet',
  '--size',
  '--show',
  '--lang',
  '--theme',
  '--export',
  '--export-crs',
]);

/** Language and headlessness even of a call that cannot be read, so that its failure is said where and how it was wanted. */
export function peekArguments(argv: readonly string[]): { language: Language | null; headless: boolean } {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const value = at < 0 ? null : argv[at] === '--lang' ? argv[at + 1] : argv[at]!.slice('--lang='.length);
  return { language: value === 'en' || value === 'zh-CN' ? value : null, headless: argv.includes('--headless') };
}

function parseBox(value: string): BoundingBox | null {
  const numbers = value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  const [west, south, east, north] = numbers as BoundingBox;
  return west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90 ? [west, south, east, north] : null;
}

function parseSize(value: string): { width: number; height: number } | null {
  const match = /^(\d{2,5})x(\d{2,5})$/.exec(value);
  if (!match) return null;
  const [width, height] = [Number(match[1]), Number(match[2])];
  return width >= 320 && height >= 240 && width <= 7680 && height <= 4320 ? { width, height } : null;
}

function parseExport(value: string): ExportStep | null {
  const equals = value.indexOf('=');
  const table = exportableTables[value.slice(0, equals)];
  const path = value.slice(equals + 1);
  const format = formatOfPath(path);
  if (equals < 0 || table === undefined || format === null || path === extensionOfFormat[format]) return null;
  if (entityOf(table).geometry === null && mapFormats.includes(format)) return null;
  return { kind: 'export', path, table, format, crs: 'wgs84', includePersonal: false };
}
