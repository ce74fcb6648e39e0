import type { TextsLike } from '../texts-like.ts';
import type { cli as chinese } from '../zh-CN/cli.ts';

export const cli: TextsLike<typeof chinese> = {
  error: 'Error: {{message}}',
  usage:
    'Usage: npm start -- [--headless] --workspace WORKSPACE.gpkg [--sample] [--import FILE --as osm|premises|hazards|inspections|people|stations|facilities|zones|roads|patrolTracks [--crs auto|wgs84|gcj02|bd09|EPSG:n] [--encoding NAME] [--mapping MAPPING.json] [--clip west,south,east,north]]… [--snapshot PICTURE.png --size 1920x1080 --lang zh-CN|en --theme light|dark --show heat,premises,stations] [--sheet SHEET.pdf|.png] [--export premises=TABLE.csv|.xlsx|.geojson|.kml|.zip|.gpkg [--export-crs CRS] [--include-personal]]… [--run coverage|route|nearest|matrix|hotspots|cluster|… --params P.json --out O.geojson|.csv|.json]… [--quit]',
  unchanged: 'The workspace is unchanged: {{path}}',
  notStarted: 'The program did not start',
  sampleWorkspace: 'Sample district',
  untitledWorkspace: 'New workspace',
  workspaceFiles: 'Workspace (GeoPackage)',
  importFiles: 'Files to import',
  basemapFiles: 'Basemap files',
  pictureFiles: 'PNG picture',
  allFiles: 'All files',
};
