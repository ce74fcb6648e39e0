import { rtreeSql } from '../geopackage-rtree.ts';

/**
 * The first schema. Frozen: later changes are later migrations, and nothing here follows the live definitions, so that a
 * workspace of any age is brought forward through exactly the steps it was made for.
 */
const geopackage = `
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
`;

const tables = `
CREATE TABLE premises (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom POINT,
  "code" TEXT,
  "name" TEXT NOT NULL,
  "category" TEXT,
  "address" TEXT,
  "standard_address_code" TEXT,
  "business_items" TEXT,
  "responsible_person" TEXT,
  "phone" TEXT,
  "area_square_meters" REAL,
  "seats" INTEGER,
  "beds" INTEGER,
  "mixed_use" BOOLEAN NOT NULL,
  "supervision_grade" TEXT,
  "grade_reason" TEXT,
  "graded_on" TEXT,
  "graded_by" TEXT,
  "warning_color" TEXT,
  "color_reasons" TEXT NOT NULL,
  "color_rule_version" TEXT,
  "zone_id" TEXT,
  "admin_area_id" TEXT,
  "registered_on" TEXT,
  "closed_on" TEXT,
  "unplaced_reason" TEXT,
  "note" TEXT,
  "checked_at" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX premises_source_ref ON premises (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX premises_import_batch_id ON premises (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX premises_code ON premises (code) WHERE code IS NOT NULL;
CREATE INDEX premises_name ON premises (name) WHERE name IS NOT NULL;
CREATE INDEX premises_standard_address_code ON premises (standard_address_code) WHERE standard_address_code IS NOT NULL;
CREATE INDEX premises_zone_id ON premises (zone_id) WHERE zone_id IS NOT NULL;
CREATE INDEX premises_admin_area_id ON premises (admin_area_id) WHERE admin_area_id IS NOT NULL;
CREATE INDEX premises_unplaced ON premises (fid) WHERE geom IS NULL;

CREATE TABLE grade_period (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "premises_id" TEXT,
  "grade" TEXT,
  "reason" TEXT,
  "graded_by" TEXT,
  "from_on" TEXT,
  "to_on" TEXT,
  "source_ref" TEXT
);
CREATE UNIQUE INDEX grade_period_source_ref ON grade_period (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX grade_period_premises_id ON grade_period (premises_id) WHERE premises_id IS NOT NULL;

CREATE TABLE hazard (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom POINT,
  "number" TEXT,
  "premises_id" TEXT,
  "inspection_id" TEXT,
  "campaign_id" TEXT,
  "kind" TEXT,
  "description" TEXT,
  "spot" TEXT,
  "severity" TEXT,
  "state" TEXT,
  "prominent" BOOLEAN NOT NULL,
  "major" BOOLEAN NOT NULL,
  "concealed" BOOLEAN NOT NULL,
  "responsible_person" TEXT,
  "measures" TEXT,
  "found_on" TEXT,
  "assigned_on" TEXT,
  "deadline_on" TEXT,
  "rectified_on" TEXT,
  "accepted_on" TEXT,
  "closed_on" TEXT,
  "followup_due_on" TEXT,
  "unplaced_reason" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX hazard_source_ref ON hazard (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX hazard_import_batch_id ON hazard (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX hazard_premises_id ON hazard (premises_id) WHERE premises_id IS NOT NULL;
CREATE INDEX hazard_number ON hazard (number) WHERE number IS NOT NULL;
CREATE INDEX hazard_inspection_id ON hazard (inspection_id) WHERE inspection_id IS NOT NULL;
CREATE INDEX hazard_campaign_id ON hazard (campaign_id) WHERE campaign_id IS NOT NULL;

CREATE TABLE inspection (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "premises_id" TEXT,
  "campaign_id" TEXT,
  "inspected_on" TEXT,
  "mode" TEXT,
  "inspector" TEXT,
  "result" TEXT,
  "hazard_count" INTEGER,
  "score" REAL,
  "note" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX inspection_source_ref ON inspection (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX inspection_import_batch_id ON inspection (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX inspection_premises_id ON inspection (premises_id) WHERE premises_id IS NOT NULL;
CREATE INDEX inspection_campaign_id ON inspection (campaign_id) WHERE campaign_id IS NOT NULL;

CREATE TABLE campaign (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "name" TEXT,
  "from_on" TEXT,
  "to_on" TEXT,
  "scope" TEXT,
  "target" INTEGER,
  "source_ref" TEXT
);
CREATE UNIQUE INDEX campaign_source_ref ON campaign (source_ref) WHERE source_ref IS NOT NULL;

CREATE TABLE zone (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom MULTIPOLYGON,
  "name" TEXT NOT NULL,
  "chief_name" TEXT,
  "chief_id" TEXT,
  "state" TEXT,
  "color_index" INTEGER,
  "effective_on" TEXT,
  "retired_on" TEXT,
  "note" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX zone_source_ref ON zone (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX zone_import_batch_id ON zone (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX zone_name ON zone (name) WHERE name IS NOT NULL;

CREATE TABLE station (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom POINT,
  "name" TEXT NOT NULL,
  "type" TEXT,
  "station_class" TEXT,
  "address" TEXT,
  "phone" TEXT,
  "staff" INTEGER,
  "hours" TEXT,
  "equipment" TEXT NOT NULL,
  "opened_on" TEXT,
  "closed_on" TEXT,
  "unplaced_reason" TEXT,
  "note" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX station_source_ref ON station (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX station_import_batch_id ON station (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX station_name ON station (name) WHERE name IS NOT NULL;

CREATE TABLE facility (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom POINT,
  "name" TEXT,
  "type" TEXT,
  "quantity" INTEGER,
  "status" TEXT,
  "expires_on" TEXT,
  "unplaced_reason" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX facility_source_ref ON facility (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX facility_import_batch_id ON facility (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE TABLE person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "role" TEXT,
  "unit" TEXT,
  "phone" TEXT,
  "zone_id" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX person_source_ref ON person (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX person_import_batch_id ON person (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX person_zone_id ON person (zone_id) WHERE zone_id IS NOT NULL;

CREATE TABLE road (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom LINESTRING,
  "name" TEXT,
  "road_class" TEXT,
  "oneway" INTEGER,
  "maxspeed_kmh" REAL,
  "access" TEXT,
  "layer" INTEGER,
  "bridge" BOOLEAN NOT NULL,
  "tunnel" BOOLEAN NOT NULL,
  "osm_way_id" INTEGER,
  "node_ids" TEXT NOT NULL,
  "barriers" TEXT NOT NULL,
  "min_zoom" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX road_source_ref ON road (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX road_import_batch_id ON road (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX road_min_zoom ON road (min_zoom) WHERE min_zoom <= 11;
CREATE INDEX road_name ON road (name) WHERE name IS NOT NULL;
CREATE INDEX road_osm_way_id ON road (osm_way_id) WHERE osm_way_id IS NOT NULL;

CREATE TABLE turn_restriction (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "kind" TEXT,
  "from_way_id" INTEGER,
  "via_node_id" INTEGER,
  "via_way_ids" TEXT NOT NULL,
  "to_way_id" INTEGER,
  "except_vehicles" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX turn_restriction_source_ref ON turn_restriction (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX turn_restriction_import_batch_id ON turn_restriction (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX turn_restriction_from_way_id ON turn_restriction (from_way_id) WHERE from_way_id IS NOT NULL;
CREATE INDEX turn_restriction_to_way_id ON turn_restriction (to_way_id) WHERE to_way_id IS NOT NULL;

CREATE TABLE building (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom MULTIPOLYGON,
  "name" TEXT,
  "kind" TEXT,
  "levels" REAL,
  "min_zoom" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX building_source_ref ON building (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX building_import_batch_id ON building (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX building_min_zoom ON building (min_zoom) WHERE min_zoom <= 13;

CREATE TABLE land (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom MULTIPOLYGON,
  "name" TEXT,
  "kind" TEXT,
  "min_zoom" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX land_source_ref ON land (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX land_import_batch_id ON land (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX land_min_zoom ON land (min_zoom) WHERE min_zoom <= 11;

CREATE TABLE waterway (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom LINESTRING,
  "name" TEXT,
  "kind" TEXT,
  "min_zoom" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX waterway_source_ref ON waterway (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX waterway_import_batch_id ON waterway (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE TABLE place (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom POINT,
  "name" TEXT,
  "kind" TEXT,
  "population" INTEGER,
  "min_zoom" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX place_source_ref ON place (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX place_import_batch_id ON place (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX place_name ON place (name) WHERE name IS NOT NULL;

CREATE TABLE admin_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom MULTIPOLYGON,
  "name" TEXT,
  "level" TEXT,
  "osm_admin_level" INTEGER,
  "parent_id" TEXT,
  "population" INTEGER,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX admin_area_source_ref ON admin_area (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX admin_area_import_batch_id ON admin_area (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX admin_area_name ON admin_area (name) WHERE name IS NOT NULL;
CREATE INDEX admin_area_parent_id ON admin_area (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE code_entry (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "list" TEXT,
  "code" TEXT,
  "label_zh" TEXT,
  "label_en" TEXT,
  "position" INTEGER,
  "parameters" TEXT,
  "basis" TEXT
);
CREATE INDEX code_entry_list ON code_entry (list) WHERE list IS NOT NULL;

CREATE TABLE setting (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "key" TEXT,
  "value" TEXT
);
CREATE UNIQUE INDEX setting_key ON setting ("key") WHERE "key" IS NOT NULL;

CREATE TABLE import_batch (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "file_name" TEXT,
  "file_hash" TEXT,
  "imported_as" TEXT,
  "crs" TEXT,
  "mapping" TEXT,
  "counts" TEXT,
  "imported_at" TEXT,
  "actor" TEXT
);
`;

const own = `
CREATE TABLE workspace_meta (
  workspace_id TEXT NOT NULL,
  name TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  created_at TEXT NOT NULL
);
CREATE TABLE change_log (
  rev INTEGER PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  tables TEXT NOT NULL,
  undo_of INTEGER,
  undone_by INTEGER,
  import_batch_id TEXT
);
CREATE INDEX change_log_standing ON change_log (kind, rev) WHERE undone_by IS NULL;
CREATE INDEX change_log_import_batch_id ON change_log (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE TABLE change_chunk (
  rev INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  blob BLOB NOT NULL,
  PRIMARY KEY (rev, seq)
);
CREATE VIRTUAL TABLE search_index USING fts5(name, other, content='', contentless_delete=1, tokenize='ascii', detail=column);
`;

const layers = {
  premises: 'POINT',
  hazard: 'POINT',
  zone: 'MULTIPOLYGON',
  station: 'POINT',
  facility: 'POINT',
  road: 'LINESTRING',
  building: 'MULTIPOLYGON',
  land: 'MULTIPOLYGON',
  waterway: 'LINESTRING',
  place: 'POINT',
  admin_area: 'MULTIPOLYGON',
};
const attributes = ['grade_period', 'inspection', 'campaign', 'person', 'turn_restriction', 'code_entry', 'setting', 'import_batch'];

function registration(): string {
  let sql = '';
  for (const [table, type] of Object.entries(layers)) {
    sql += `INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('${table}', 'features', '${table}', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('${table}', 'geom', '${type}', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('${table}', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec/#extension_rtree', 'write-only');
${rtreeSql(table)}`;
  }
  for (const table of attributes) {
    sql += `INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('${table}', 'attributes', '${table}', 0);\n`;
  }
  return sql;
}

export const firstSchema = { version: 1, sql: geopackage + tables + own + registration() };
