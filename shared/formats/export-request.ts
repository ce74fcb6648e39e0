import type { TableName } from '../model/index.ts';
import type { ShapefileRenaming } from './shapefile/write-shapefile.ts';

/** Tables that can be exported, as a dialog lists them. */
export const exportedTables = ['premises', 'hazard', 'inspection', 'zone', 'station', 'facility', 'person'] as const satisfies TableName[];
export type ExportedTable = (typeof exportedTables)[number];
/** The command that asks for the export of a table, in the order menus list them. */
export const exportCommands = {
  premises: 'exportPremises',
  hazard: 'exportHazards',
  inspection: 'exportInspections',
  zone: 'exportZones',
  station: 'exportStations',
  facility: 'exportFacilities',
  person: 'exportPeople',
} as const satisfies Record<ExportedTable, string>;

export const exportFormats = ['xlsx', 'csv', 'geojson', 'kml', 'shp', 'gpkg'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** The ending of a file of each format; a Shapefile is several files in one archive. */
export const extensionOfFormat: Readonly<Record<ExportFormat, string>> = {
  xlsx: '.xlsx',
  csv: '.csv',
  geojson: '.geojson',
  kml: '.kml',
  shp: '.zip',
  gpkg: '.gpkg',
};
/** Formats that are only for what stands somewhere. */
export const mapFormats: readonly ExportFormat[] = ['geojson', 'kml', 'shp', 'gpkg'];

/** The format a path asks for by its ending, or null. */
export const formatOfPath = (path: string): ExportFormat | null =>
  exportFormats.find((format) => path.toLowerCase().endsWith(extensionOfFormat[format])) ?? null;

/** Which rows: all, those the map's filter leaves, or those that are selected. */
export const exportScopes = ['all', 'filter', 'selection'] as const;
export type ExportScope = (typeof exportScopes)[number];

export interface ExportRequest {
  table: ExportedTable;
  format: ExportFormat;
  /** Null for all. */
  fields: string[] | null;
  scope: ExportScope;
  /** Rows by their handle, for any scope but all. */
  fids: number[] | null;
  /** `wgs84`, `gcj02`, `bd09` or `EPSG:n`. */
  crs: string;
  /** Masked otherwise. */
  includePersonal: boolean;
}

/** What was written. */
export interface ExportOutcome {
  path: string;
  rows: number;
  /** Shapefile only. */
  renamed: ShapefileRenaming[];
  /** Texts longer than the format holds. */
  cut: number;
}
