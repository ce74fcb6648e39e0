import { plainNumber } from './plain-number.ts';

/** One coordinate as it stands in a cell. */
export interface Angle {
  /** Degrees (or metres of a projected system); south and west are negative. */
  value: number;
  /** Which of the two it says it is. */
  axis: 'lon' | 'lat' | null;
}
export interface CoordinatePair {
  /** The two coordinates as they are written, in the order of the cell. */
  texts: [string, string];
  /** `open`: the cell leaves it to its reader; `bracket`: too, but open-data portals write latitude first in round brackets. */
  order: 'lonFirst' | 'latFirst' | 'bracket' | 'open';
}

const lonLabel = '东经|西经|经度|longitude|lon|lng|long|[EWx]';
const latLabel = '北纬|南纬|纬度|latitude|lat|[NSy]';
const angle = new RegExp(
  `^(${lonLabel}|${latLabel})?[:=]?([-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:e[-+]?\\d{1,2})?)(?:°(?:(\\d{1,2}(?:\\.\\d*)?)(?:′(?:(\\d{1,2}(?:\\.\\d*)?)″?)?)?)?)?([EWNS])?$`,
  'i',
);
const isLonLabel = new RegExp(`^(?:${lonLabel})$`, 'i');
/** With a sign, or with more digits than a plain number has. */
const plainDecimal = /^[-+]?\d+(?:\.\d*)?$/;

/**
 * A coordinate: decimal (`118.95`), with marks (`118°57′12.5″`, `118度57分12秒`, `118:57:12`, `118 57 12`, `118°57.2′`), with a side or name
 * before or after it (`东经118.95`, `118.95°E`, `经度：118.95`). Null when it is no such thing, or minutes or seconds reach 60.
 */
export function parseAngle(text: string): Angle | null {
  const plain = plainNumber(text);
  if (!Number.isNaN(plain)) return { value: plain, axis: null };
  if (plainDecimal.test(text)) return finiteAngle(text);
  const parts = /^([^\d\s]*[-+]?\d{1,3})[\s:-]+(\d{1,2}(?:\.\d+)?)(?:[\s:-]+(\d{1,2}(?:\.\d+)?))?\s*″?([EWNS])?$/i.exec(unifyMarks(text));
  const marked =
    parts === null ? unifyMarks(text) : `${parts[1]}°${parts[2]}′${parts[3] === undefined ? '' : `${parts[3]}″`}${parts[4] ?? ''}`;
  const match = angle.exec(marked.replaceAll(/\s/g, ''));
  if (match === null) return null;
  const [, label, degrees, minutes, seconds, side] = match;
  if (Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null;
  const size = Math.abs(Number(degrees)) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  if (!Number.isFinite(size)) return null;
  const said = side ?? label;
  const negative = degrees!.startsWith('-') || /^[SW]$|^西经$|^南纬$/i.test(said ?? '');
  return { value: negative ? -size : size, axis: said === undefined ? null : isLonLabel.test(said) ? 'lon' : 'lat' };
}

function finiteAngle(text: string): Angle | null {
  const value = Number(text);
  return Number.isFinite(value) ? { value, axis: null } : null;
}

/**
 * Both coordinates of one cell: `(lat, lon)`, `lon,lat`, parted by any of `, ; 、 | /`, by spaces, or only by their names and sides
 * (`东经118°57′12″北纬42°15′`, `118.95E42.26N`), `lng=118.95&lat=42.26`, `{"lng":118.95,"lat":42.26}`, a GeoJSON point, a `geo:` address. Null when
 * it holds anything else.
 */
export function parsePair(cell: string): CoordinatePair | null {
  const geojson = /"coordinates"\s*:\s*\[\s*([^\][,]+),([^\][,]+)[^\][]*\]/.exec(cell);
  if (geojson !== null) return { texts: [geojson[1]!.trim(), geojson[2]!.trim()], order: 'lonFirst' };
  let text = unifyMarks(cell.trim().startsWith('{') ? cell.replaceAll(/[{}"']/g, '') : cell);
  const address = /^geo:([^,;?]+),([^,;?]+)/i.exec(text);
  if (address !== null) return { texts: [address[1]!, address[2]!], order: 'latFirst' };
  text = text.replace(/^(?:坐标|位置|经纬度|gps|location)\s*[:=]?\s*(?=\S)/i, '');
  const bracket = /^\((.*)\)$/.exec(text) !== null;
  text = text.replace(/^[([【]\s*(.*?)\s*[)\]】]$/, '$1').trim();
  const halves = splitPair(text);
  if (halves === null) return null;
  const [first, second] = halves.map(parseAngle) as [Angle, Angle];
  const named = first.axis ?? (second.axis === 'lat' ? 'lon' : second.axis === 'lon' ? 'lat' : null);
  if (first.axis !== null && first.axis === second.axis) return null;
  return { texts: halves, order: named === null ? (bracket ? 'bracket' : 'open') : named === 'lon' ? 'lonFirst' : 'latFirst' };
}

function splitPair(text: string): [string, string] | null {
  const separated = text.split(/\s*[,;、|\n\t/&]\s*/).filter((part) => part !== '');
  // A height, or the mark at the end of a list, may follow.
  if (separated.length === 2 || (separated.length === 3 && parseAngle(separated[2]!)?.axis === null))
    return readable(separated[0]!, separated[1]!);
  if (separated.length !== 1) return null;
  const whole = separated[0]!;
  const spaces = Array.from(whole.matchAll(/\s+/g), (match) => match.index);
  const middle = (spaces.length - 1) / 2;
  const order = spaces.map((at, index) => ({ at, off: Math.abs(index - middle) })).sort((a, b) => a.off - b.off);
  for (const { at } of order) {
    const halves = readable(whole.slice(0, at).trim(), whole.slice(at).trim());
    if (halves !== null) return halves;
  }
  for (const border of [
    /(?<=.)(?=[东西][经]|[南北]纬|经度|纬度|lat|lon|lng)/i,
    /(?<=[EWNS])(?=[-+\d])/i,
    /(?<=[\d°′″])(?=[EWNS][-+\d])/i,
  ]) {
    const parts = whole.split(border);
    if (parts.length === 2) return readable(parts[0]!, parts[1]!);
  }
  return null;
}

const readable = (first: string, second: string): [string, string] | null =>
  parseAngle(first) === null || parseAngle(second) === null ? null : [first, second];

/** Full width to half, and one mark each for degrees, minutes, seconds and minus. NFKC would take ′′ for two minutes and º for an o. */
function unifyMarks(text: string): string {
  return text
    .replaceAll(/[º˚]/g, '°')
    .replaceAll(/[″“”〃]|′′|''|’’|"/g, '″')
    .replaceAll(/[′‘’＇`´]|'/g, '′')
    .replaceAll('″', '\u0001')
    .normalize('NFKC')
    .replaceAll('\u0001', '″')
    .replaceAll('℃', '°')
    .replaceAll(/[度]/g, '°')
    .replaceAll('分', '′')
    .replaceAll('秒', '″')
    .replaceAll('經', '经')
    .replaceAll('緯', '纬')
    .replaceAll('東', '东')
    .replaceAll(/经°|纬°/g, (name) => name.replace('°', '度'))
    .replaceAll(/[−–—]/g, '-')
    .replaceAll(/[，﹐]/g, ',')
    .trim();
}
