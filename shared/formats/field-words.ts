import { facilities } from './field-words/facilities.ts';
import { hazards } from './field-words/hazards.ts';
import { inspections } from './field-words/inspections.ts';
import { patrolTracks } from './field-words/patrol-tracks.ts';
import { people } from './field-words/people.ts';
import { premises } from './field-words/premises.ts';
import { roads } from './field-words/roads.ts';
import { stations } from './field-words/stations.ts';
import { zones } from './field-words/zones.ts';
import type { ImportKind } from './intake.ts';

/** Header words by field, per kind of import: Chinese and English, most usual first. Compared after `normalizeWord`. */
export type FieldWords = Readonly<Record<string, readonly string[]>>;
export type TableImportKind = Exclude<ImportKind, 'osm'>;

export const fieldWords: Readonly<Record<TableImportKind, FieldWords>> = {
  premises,
  hazards,
  inspections,
  people,
  patrolTracks,
  stations,
  facilities,
  zones,
  roads,
};
