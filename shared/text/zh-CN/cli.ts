export const cli = {
  error: '错误：{{message}}',
  usage:
    '用法：npm start -- [--headless] --workspace 工作区.gpkg [--sample] [--import 文件 --as osm|premises|hazards|inspections|people|stations|facilities|zones|roads|patrolTracks [--crs auto|wgs84|gcj02|bd09|EPSG:n] [--encoding 编码] [--mapping 映射.json] [--clip 西,南,东,北]]… [--snapshot 图片.png --size 1920x1080 --lang zh-CN|en --theme light|dark --show heat,premises,stations] [--sheet 一页图.pdf|.png] [--export premises=表.csv|.xlsx|.geojson|.kml|.zip|.gpkg [--export-crs 坐标系] [--include-personal]]… [--run coverage|route|nearest|matrix|hotspots|cluster|… --params 参数.json --out 结果.geojson|.csv|.json]… [--quit]',
  unchanged: '工作区未作任何改动：{{path}}',
  notStarted: '程序没有启动',
  sampleWorkspace: '示范片区',
  untitledWorkspace: '新工作区',
  workspaceFiles: '工作区（GeoPackage）',
  importFiles: '可导入的文件',
  basemapFiles: '底图文件',
  pictureFiles: 'PNG 图片',
  allFiles: '所有文件',
};
