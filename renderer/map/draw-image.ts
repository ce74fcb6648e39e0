import type { Theme } from '../../shared/ipc/index.ts';
import { edgeColor } from '../../shared/look/contrast.ts';
import { stationPictograms } from '../../shared/look/pictograms.ts';
import { facilityColors, type Shape, stationColors } from '../../shared/look/symbols.ts';
import { tokens } from '../../shared/look/tokens.ts';
import { type MapImage, readImageId } from './image-ids.ts';

/** Device pixels a map pixel: sharp on dense screens too. */
export const IMAGE_PIXEL_RATIO = 2;
const SYMBOL_SIZE = 22;
const STATION_SIZE = 24;
const SMALL_STATION_SIZE = 16;
const FACILITY_SIZE = 18;
const HALO = 1.25;
/** Width of the edge that shows the shape of symbols whose colour is close to the ground's. */
const EDGE = 1;
const RING_WIDTH = 4;

const halo = (theme: Theme): string => (theme === 'light' ? '#FFFFFF' : '#0B1117');

/** Draws the image of an id, or null when it is none of ours. */
export function drawImage(id: string): ImageData | null {
  const image = readImageId(id);
  if (image === null) return null;
  const size = sizeOf(image);
  const pixels = size * IMAGE_PIXEL_RATIO;
  // Read back at once: a canvas on the GPU would make every symbol wait for it.
  const context = new OffscreenCanvas(pixels, pixels).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.scale(IMAGE_PIXEL_RATIO, IMAGE_PIXEL_RATIO);
  context.lineJoin = 'round';
  paint(context, image, size);
  return context.getImageData(0, 0, pixels, pixels);
}

function sizeOf(image: MapImage): number {
  if (image.kind === 'cluster') return 2 * image.radius + 2;
  if (image.kind === 'station') return image.small ? SMALL_STATION_SIZE : STATION_SIZE;
  return image.kind === 'facility' ? FACILITY_SIZE : SYMBOL_SIZE;
}

function paint(context: OffscreenCanvasRenderingContext2D, image: MapImage, size: number): void {
  if (image.kind === 'symbol') paintSymbol(context, image, size);
  else if (image.kind === 'station') paintStation(context, image, size);
  else if (image.kind === 'facility') paintFacility(context, image, size);
  else paintCluster(context, image, size);
}

function paintSymbol(
  context: OffscreenCanvasRenderingContext2D,
  { shape, color, theme, dot }: Extract<MapImage, { kind: 'symbol' }>,
  size: number,
): void {
  const path = shapePath(shape, size / 2, size / 2 - 3);
  context.strokeStyle = halo(theme);
  if (shape === 'ring') {
    context.lineWidth = 3 + 2 * HALO;
    context.stroke(path);
    context.fillStyle = halo(theme);
    context.fill(path);
    context.strokeStyle = color;
    context.lineWidth = 3;
    context.stroke(path);
    return;
  }
  context.lineWidth = 2 * HALO + EDGE;
  context.stroke(path);
  context.fillStyle = color;
  context.fill(path);
  strokeEdge(context, path, color, theme);
  if (dot) {
    context.fillStyle = halo(theme);
    context.beginPath();
    context.arc(size / 2, size / 2 + (shape === 'triangle' ? 1.5 : 0), 2.2, 0, 2 * Math.PI);
    context.fill();
  }
}

function paintStation(
  context: OffscreenCanvasRenderingContext2D,
  { type, theme }: Extract<MapImage, { kind: 'station' }>,
  size: number,
): void {
  const pictogram = stationPictograms[type];
  const shrunk = size / STATION_SIZE;
  context.scale(shrunk, shrunk);
  context.fillStyle = halo(theme);
  roundedSquare(context, 0.5, STATION_SIZE - 1, 6.5);
  context.fillStyle = stationColors[type];
  roundedSquare(context, 0.5 + HALO, STATION_SIZE - 1 - 2 * HALO, 5.5);
  const scale = (STATION_SIZE - 7) / 24;
  context.translate(3.5, 3.3);
  context.scale(scale, scale);
  context.fillStyle = '#FFFFFF';
  context.fill(new Path2D(pictogram.fill));
  if (pictogram.cut !== null) {
    context.fillStyle = stationColors[type];
    context.fill(new Path2D(pictogram.cut));
  }
}

function paintFacility(
  context: OffscreenCanvasRenderingContext2D,
  { type, theme }: Extract<MapImage, { kind: 'facility' }>,
  size: number,
): void {
  const centre = size / 2;
  context.fillStyle = halo(theme);
  context.fill(shapePath('circle', centre, 6));
  context.fillStyle = facilityColors[type];
  const shape: Shape = type === 'waterSource' || type === 'fireCrane' ? 'diamond' : type === 'hydrant' ? 'circle' : 'square';
  const path = shapePath(shape, centre, 4.6);
  context.fill(path);
  strokeEdge(context, path, facilityColors[type], theme);
  context.fillStyle = '#FFFFFF';
  if (type === 'hydrant') context.fill(shapePath('square', centre, 1.9));
  else if (type === 'smokeAlarm' || type === 'fireCrane') context.fill(shapePath('circle', centre, 1.6));
}

function paintCluster(
  context: OffscreenCanvasRenderingContext2D,
  { theme, radius, colors, shares }: Extract<MapImage, { kind: 'cluster' }>,
  size: number,
): void {
  const centre = size / 2;
  context.fillStyle = tokens[theme].panel;
  context.fill(shapePath('circle', centre, radius + 0.5));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const middle = radius - RING_WIDTH / 2 - 0.75;
  const arc = (color: string, from: number, to: number): void => {
    for (const [stroke, width] of [
      [edgeColor(color, theme), RING_WIDTH],
      [color, RING_WIDTH - EDGE],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.beginPath();
      context.arc(centre, centre, middle, from, to);
      context.stroke();
    }
  };
  let from = -Math.PI / 2;
  shares.forEach((share, index) => {
    if (share === 0) return;
    const to = from + (2 * Math.PI * share) / total;
    arc(colors[index] ?? tokens[theme].accent, from, to);
    from = to;
  });
  if (total === 0) arc(tokens[theme].accent, 0, 2 * Math.PI);
}

function strokeEdge(context: OffscreenCanvasRenderingContext2D, path: Path2D, color: string, theme: Theme): void {
  context.lineWidth = EDGE;
  context.strokeStyle = edgeColor(color, theme);
  context.stroke(path);
}

/** Outlines of equal visual weight about a centre on the diagonal. */
function shapePath(shape: Shape, centre: number, radius: number): Path2D {
  const path = new Path2D();
  if (shape === 'circle' || shape === 'ring') path.arc(centre, centre, radius * (shape === 'ring' ? 0.72 : 0.86), 0, 2 * Math.PI);
  else if (shape === 'square') path.roundRect(centre - radius * 0.78, centre - radius * 0.78, radius * 1.56, radius * 1.56, radius * 0.16);
  else if (shape === 'diamond') polygon(path, centre, centre, radius * 1.06, [0, 90, 180, 270]);
  else if (shape === 'cross') cross(path, centre, radius);
  else polygon(path, centre, centre + radius * 0.18, radius * 1.08, [0, 120, 240]);
  return path;
}

function polygon(path: Path2D, x: number, y: number, radius: number, degrees: number[]): void {
  for (const angle of degrees) corner(path, x, y, radius, angle);
  path.closePath();
}

function cross(path: Path2D, centre: number, radius: number): void {
  for (const arm of [45, 135, 225, 315]) {
    for (const side of [-18, 18]) corner(path, centre, centre, radius, arm + side);
    corner(path, centre, centre, radius * 0.44, arm + 45);
  }
  path.closePath();
}

function corner(path: Path2D, x: number, y: number, radius: number, degrees: number): void {
  const radians = (degrees * Math.PI) / 180;
  path.lineTo(x + radius * Math.sin(radians), y - radius * Math.cos(radians));
}

function roundedSquare(context: OffscreenCanvasRenderingContext2D, at: number, side: number, corner: number): void {
  context.beginPath();
  context.roundRect(at, at, side, side, corner);
  context.fill();
}
