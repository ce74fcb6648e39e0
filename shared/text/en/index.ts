import { analyses } from './analyses.ts';
import { app } from './app.ts';
import { backups } from './backups.ts';
import { cli } from './cli.ts';
import { codes } from './codes.ts';
import { crs } from './crs.ts';
import { edits } from './edits.ts';
import { exports } from './exports.ts';
import { failures } from './failures.ts';
import { fields } from './fields.ts';
import { heat } from './heat.ts';
import { history } from './history.ts';
import { hotspots } from './hotspots.ts';
import { imports } from './imports.ts';
import { issues } from './issues.ts';
import { map } from './map.ts';
import { menu } from './menu.ts';
import { operator } from './operator.ts';
import { packages } from './packages.ts';
import { panels } from './panels.ts';
import { response } from './response.ts';
import { routes } from './routes.ts';
import { settings } from './settings.ts';
import { updates } from './updates.ts';

export const texts = {
  analyses,
  app,
  backups,
  codes,
  crs,
  exports,
  failures,
  fields,
  issues,
  edits,
  menu,
  cli,
  map,
  heat,
  history,
  hotspots,
  imports,
  operator,
  packages,
  panels,
  response,
  routes,
  settings,
  updates,
};
