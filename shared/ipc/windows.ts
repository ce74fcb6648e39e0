import { z } from 'zod';
import { type Operator, operatorSchema } from '../model/index.ts';
import { call, contract, type WindowRole } from './contract.ts';
import type { SheetRequest } from './sheet.ts';

export type Language = 'zh-CN' | 'en';
export type Theme = 'light' | 'dark';
/** The settings were read as they were left, or from their copy because the file was damaged or missing; or both are gone. */
export type SettingsState = 'kept' | 'fromCopy' | 'lost';

/** What a snapshot or a command-line call wants shown. */
export interface ShowRequest {
  layers: string[];
  language: Language;
  theme: Theme;
  /** The one-page sheet of risk and response instead of the map alone. */
  sheet?: SheetRequest;
}
export interface AppInfo {
  version: string;
  role: WindowRole;
  /** GPU unusable: drawn in software, said in a notice. */
  softwareRendering: boolean;
  gpuCrashed: boolean;
  platform: string;
  language: Language;
  theme: Theme;
  show: ShowRequest | null;
  operator: Operator;
  /** What became of the settings of this computer since the last start. */
  settings: SettingsState;
  /** False on the very first start: nobody has said yet who works here. */
  operatorAsked: boolean;
}

const failureSchema = z.object({
  code: z.string().max(80),
  details: z.record(z.string().max(80), z.union([z.string().max(2000), z.number()])),
});

export const windows = contract('windows', {
  info: call<AppInfo>()(z.null(), ['main', 'wall', 'snapshot']),
  setLanguage: call<null>()(z.object({ language: z.enum(['zh-CN', 'en']) })),
  setTheme: call<null>()(z.object({ theme: z.enum(['light', 'dark']) })),
  /** Who works here from now on. */
  setOperator: call<null>()(z.object({ operator: operatorSchema })),
  /**
   * The window has drawn everything it was asked to show (map idle, fonts loaded), or says why it never will.
   * `firstPremisesAt`: end of the first map frame with premises since the page was loaded, in ms since 1970; null when none
   * was drawn.
   */
  ready: call<null>()(
    z.object({ description: z.string().max(200), failure: failureSchema.nullable(), firstPremisesAt: z.number().nullable() }),
    ['main', 'wall', 'snapshot'],
  ),
  /** A renderer failure worth keeping in the log file. */
  reportError: call<null>()(z.object({ message: z.string().max(4000) }), ['main', 'wall', 'snapshot']),
});
