-- Travel times on a road network by pgRouting: cut at nodes, measured, snapped and searched in PostGIS.
-- psql -v folder=… -v srid=… -v stations=… -v places=… : reads vertices.csv, roads.csv, speeds.csv, points.csv from the folder.
\set ON_ERROR_STOP on
\o /dev/null
CREATE EXTENSION postgis;
CREATE EXTENSION pgrouting;
CREATE TABLE vertex (road int, seq int, node bigint, lon float8, lat float8);
CREATE TABLE road (road int PRIMARY KEY, class text, oneway int, maxspeed float8);
CREATE TABLE speed (class text PRIMARY KEY, kmh float8);
CREATE TABLE point (pid bigint PRIMARY KEY, station bool, lon float8, lat float8);
\set vertices_csv :folder '/vertices.csv'
\set roads_csv :folder '/roads.csv'
\set speeds_csv :folder '/speeds.csv'
\set points_csv :folder '/points.csv'
COPY vertex FROM :'vertices_csv' CSV;
COPY road FROM :'roads_csv' CSV;
COPY speed FROM :'speeds_csv' CSV;
COPY point FROM :'points_csv' CSV;

CREATE TABLE node AS
  SELECT node FROM vertex JOIN (SELECT road, min(seq) AS first, max(seq) AS last FROM vertex GROUP BY road) ends USING (road)
  GROUP BY node HAVING sum(CASE WHEN seq IN (first, last) THEN 2 ELSE 1 END) >= 2;

CREATE TABLE numbered AS
  SELECT v.*, n.node IS NOT NULL AS cut, count(n.node) OVER (PARTITION BY road ORDER BY seq) AS piece
  FROM vertex v LEFT JOIN node n USING (node);

CREATE TABLE edge AS
  SELECT row_number() OVER (ORDER BY road, piece) AS id, road,
         (array_agg(node ORDER BY seq))[1] AS source, (array_agg(node ORDER BY seq DESC))[1] AS target,
         ST_SetSRID(ST_MakeLine(ST_MakePoint(lon, lat) ORDER BY seq), 4326) AS geom
  FROM (SELECT road, piece, seq, node, lon, lat FROM numbered
        UNION ALL SELECT road, piece - 1, seq, node, lon, lat FROM numbered WHERE cut AND piece > 1) pieces
  GROUP BY road, piece HAVING count(*) > 1;

ALTER TABLE edge ADD cost float8, ADD reverse_cost float8, ADD plane geometry;
UPDATE edge SET plane = ST_Transform(geom, :srid),
  cost = ST_Length(geom::geography, false) * 3.6 / CASE WHEN maxspeed > 0 THEN least(kmh, maxspeed) ELSE kmh END
  FROM road r JOIN speed s USING (class) WHERE r.road = edge.road;
DELETE FROM edge WHERE cost IS NULL;
UPDATE edge SET reverse_cost = CASE WHEN oneway = 1 THEN -1 ELSE cost END, cost = CASE WHEN oneway = -1 THEN -1 ELSE cost END
  FROM road r WHERE r.road = edge.road;
CREATE INDEX ON edge USING gist (plane);

CREATE TABLE snapped AS
  -- pgRouting loses points at the very end of an edge.
  SELECT pid, station, e.id AS edge_id, least(1 - 1e-9, greatest(1e-9, ST_LineLocatePoint(e.plane, p.plane))) AS fraction
  FROM (SELECT *, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), :srid) AS plane FROM point) p
  CROSS JOIN LATERAL (SELECT id, edge.plane FROM edge ORDER BY edge.plane <-> p.plane LIMIT 1) e;
\o
\pset tuples_only on
\pset format unaligned
\pset fieldsep ','
SELECT 'version', pgr_version();
SELECT -start_pid, -end_pid, agg_cost FROM pgr_withPointsCost(
  'SELECT id, source, target, cost, reverse_cost FROM edge',
  'SELECT pid, edge_id, fraction, ''b''::char AS side FROM snapped',
  ARRAY(SELECT -pid FROM snapped WHERE station AND pid <= :stations ORDER BY pid),
  ARRAY(SELECT -pid FROM snapped WHERE NOT station ORDER BY pid LIMIT :places),
  directed => true, driving_side => 'b');
