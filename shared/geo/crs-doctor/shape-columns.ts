import type { Geometry, Position } from 'geojson';

/** Lines or polygons without objects: `coordinates` holds lon, lat pairs, `pathEnds[i]` the vertex count up to the end of path i, `shapeEnds[i]` the path count up to the end of shape i. */
export interface ShapeColumns {
  coordinates: Float64Array;
  pathEnds: Uint32Array;
  shapeEnds: Uint32Array;
}

/** Gathers the paths of lines and polygons, WGS84; points and empty geometries are passed over. */
export function collectShapes(geometries: Iterable<Geometry | null>): ShapeColumns {
  const coordinates: number[] = [];
  const pathEnds: number[] = [];
  const shapeEnds: number[] = [];
  const addPath = (path: readonly Position[]): void => {
    for (const position of path) coordinates.push(position[0]!, position[1]!);
    pathEnds.push(coordinates.length / 2);
  };
  for (const geometry of geometries) {
    const before = pathEnds.length;
    if (geometry?.type === 'LineString') addPath(geometry.coordinates);
    else if (geometry?.type === 'MultiLineString' || geometry?.type === 'Polygon') geometry.coordinates.forEach(addPath);
    else if (geometry?.type === 'MultiPolygon') for (const polygon of geometry.coordinates) polygon.forEach(addPath);
    if (pathEnds.length > before) shapeEnds.push(pathEnds.length);
  }
  return { coordinates: Float64Array.from(coordinates), pathEnds: Uint32Array.from(pathEnds), shapeEnds: Uint32Array.from(shapeEnds) };
}
