/** Field packages handed out or taken along, and the values of both sides that wait for a decision. Frozen. */
const sql = `
CREATE TABLE field_package (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "side" TEXT,
  "origin_workspace_id" TEXT,
  "origin_name" TEXT,
  "base_rev" INTEGER,
  "base_hash" TEXT,
  "zone_id" TEXT,
  "zone_name" TEXT,
  "made_by" TEXT,
  "made_at" TEXT,
  "expires_on" TEXT,
  "counts" TEXT,
  "merged" TEXT NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('field_package', 'attributes', 'field_package', 0);
CREATE TABLE merge_conflict (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  "package_id" TEXT,
  "kind" TEXT,
  "of_table" TEXT,
  "record_id" TEXT,
  "record_name" TEXT,
  "field" TEXT,
  "base_value" TEXT,
  "ours_value" TEXT,
  "theirs_value" TEXT,
  "ours_by" TEXT,
  "ours_at" TEXT,
  "theirs_by" TEXT,
  "theirs_at" TEXT,
  "decision" TEXT,
  "decided_by" TEXT,
  "decided_at" TEXT
);
CREATE INDEX merge_conflict_record_id ON merge_conflict (record_id);
CREATE INDEX merge_conflict_open ON merge_conflict (fid) WHERE decision IS NULL;
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('merge_conflict', 'attributes', 'merge_conflict', 0);
`;

export const fieldPackages = { version: 4, sql };
