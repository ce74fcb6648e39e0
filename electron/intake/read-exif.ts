/** What a photo says of where and when it was taken. */
export interface PhotoFacts {
  /** Degrees; null without a usable position. */
  lon: number | null;
  lat: number | null;
  /** The camera's own clock, `2026-03-05 14:30:00`. */
  takenAt: string | null;
  /** Degrees from north the camera looked at. */
  direction: number | null;
  /** Datum as written, `WGS-84` or, of some Chinese phones, `GCJ-02`. */
  datum: string | null;
  description: string | null;
}

const [startOfScan, endOfImage, app1] = [0xda, 0xd9, 0xe1];
const tags = { description: 0x010e, exif: 0x8769, gps: 0x8825, taken: 0x9003 };
const gpsTags = { latRef: 1, lat: 2, lonRef: 3, lon: 4, directionRef: 16, direction: 17, datum: 18 };
/** A directory of a camera has some dozens. */
const mostTags = 500;

/** Reads the Exif block (CIPA DC-008) in the first bytes of a JPEG; null when they are no JPEG. A JPEG without Exif has no facts. */
export function readExif(bytes: Uint8Array): PhotoFacts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length; ) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === startOfScan || marker === endOfImage) break;
    const length = view.getUint16(at + 2);
    if (marker === app1 && view.getUint32(at + 4) === 0x45786966) return readTiff(bytes.subarray(at + 10, at + 2 + length));
    at += 2 + Math.max(2, length);
  }
  return nothing;
}

const nothing: PhotoFacts = { lon: null, lat: null, takenAt: null, direction: null, datum: null, description: null };

/** Where the value of a tag stands. */
interface Tag {
  type: number;
  count: number;
  at: number;
}

function readTiff(bytes: Uint8Array): PhotoFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return nothing;
  const little = view.getUint16(0) === 0x4949;
  const holds = (at: number, count: number): boolean => at >= 0 && at + count <= bytes.length;

  function readDirectory(at: number): Map<number, Tag> {
    const found = new Map<number, Tag>();
    if (!holds(at, 2)) return found;
    const count = Math.min(view.getUint16(at, little), mostTags);
    for (let index = 0; index < count && holds(at + 2 + index * 12, 12); index++) {
      const entry = at + 2 + index * 12;
      const type = view.getUint16(entry + 2, little);
      const values = view.getUint32(entry + 4, little);
      const inPlace = values * (bytesOfType[type] ?? 1) <= 4;
      found.set(view.getUint16(entry, little), { type, count: values, at: inPlace ? entry + 8 : view.getUint32(entry + 8, little) });
    }
    return found;
  }
  const integer = (tag: Tag | undefined): number =>
    tag !== undefined && tag.type === 4 && holds(tag.at, 4) ? view.getUint32(tag.at, little) : -1;
  const text = (tag: Tag | undefined): string | null => {
    if (tag === undefined || !holds(tag.at, tag.count)) return null;
    const value = new TextDecoder()
      .decode(bytes.subarray(tag.at, tag.at + tag.count))
      .replaceAll('\0', '')
      .trim();
    return value === '' ? null : value.slice(0, 1000);
  };
  const rational = (tag: Tag | undefined, index = 0): number => {
    const at = (tag?.at ?? 0) + index * 8;
    if (tag === undefined || tag.type !== 5 || index >= tag.count || !holds(at, 8)) return Number.NaN;
    const divisor = view.getUint32(at + 4, little);
    return view.getUint32(at, little) / divisor;
  };
  const degrees = (tag: Tag | undefined, reference: string | null): number | null => {
    const [whole, minutes, seconds] = [0, 1, 2].map((index) => rational(tag, index)) as [number, number, number];
    const size = whole + (Number.isFinite(minutes) ? minutes / 60 : 0) + (Number.isFinite(seconds) ? seconds / 3600 : 0);
    if (!Number.isFinite(size) || size === 0) return null;
    return reference === 'S' || reference === 'W' ? -size : size;
  };

  const main = readDirectory(view.getUint32(4, little));
  const photo = readDirectory(integer(main.get(tags.exif)));
  const gps = readDirectory(integer(main.get(tags.gps)));
  const direction = rational(gps.get(gpsTags.direction));
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text(photo.get(tags.taken)) ?? '');
  return {
    lon: degrees(gps.get(gpsTags.lon), text(gps.get(gpsTags.lonRef))),
    lat: degrees(gps.get(gpsTags.lat), text(gps.get(gpsTags.latRef))),
    takenAt: taken === null ? null : `${taken[1]}-${taken[2]}-${taken[3]} ${taken[4]}`,
    direction: Number.isFinite(direction) ? direction : null,
    datum: text(gps.get(gpsTags.datum)),
    description: text(main.get(tags.description)),
  };
}

const bytesOfType: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
