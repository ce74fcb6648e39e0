import { rtreeSql } from '../geopackage-rtree.ts';

/** Patrol tracks, the other keys under which files know a record, the QR identity of premises and the size of imported files. Frozen. */
const sql = `
CREATE TABLE patrol_track (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  geom MULTILINESTRING,
  "name" TEXT,
  "person_id" TEXT,
  "person_name" TEXT,
  "device" TEXT,
  "from_at" TEXT,
  "to_at" TEXT,
  "vertex_times" TEXT NOT NULL,
  "note" TEXT,
  "source_ref" TEXT,
  "source_x" TEXT,
  "source_y" TEXT,
  "source_crs" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX patrol_track_source_ref ON patrol_track (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX patrol_track_import_batch_id ON patrol_track (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX patrol_track_person_id ON patrol_track (person_id) WHERE person_id IS NOT NULL;
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('patrol_track', 'features', 'patrol_track', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('patrol_track', 'geom', 'MULTILINESTRING', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('patrol_track', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec/#extension_rtree', 'write-only');
${rtreeSql('patrol_track')}
CREATE TABLE source_alias (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "of_table" TEXT,
  "record_id" TEXT,
  "source_ref" TEXT,
  "import_batch_id" TEXT
);
CREATE UNIQUE INDEX source_alias_source_ref ON source_alias (source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX source_alias_record_id ON source_alias (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX source_alias_import_batch_id ON source_alias (import_batch_id) WHERE import_batch_id IS NOT NULL;
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('source_alias', 'attributes', 'source_alias', 0);
ALTER TABLE premises ADD COLUMN "qr_id" TEXT;
CREATE UNIQUE INDEX premises_qr_id ON premises (qr_id) WHERE qr_id IS NOT NULL;
ALTER TABLE import_batch ADD COLUMN "file_size" INTEGER;
`;

export const patrolTracks = { version: 3, sql };
