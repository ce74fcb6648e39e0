/** 1 along the line, −1 against it, 0 both ways. */
export type RoadDirection = 1 | 0 | -1;

/** Navigation maps count directions under headers of their own: 0 未调查, 1 双方向, 2 顺方向, 3 逆方向. */
const numberedHeaders = /^(?:direction|dir|通行方向|行车方向)$/i;
const byNumber: readonly RoadDirection[] = [0, 0, 1, -1];
/** Exports of OpenStreetMap as shapefiles, which have a column `fclass`: from the first point, to it, both. */
const byLetter: Readonly<Record<string, RoadDirection>> = { F: 1, T: -1, B: 0 };

/**
 * What a word says of the direction of traffic: 双向, 单行, 正向, 反向, FT, forward… Null for what is none of them; numbers and flags mean what
 * OpenStreetMap means by them, unless the header or the rest of the row says otherwise.
 */
export function roadDirectionOf(text: string, header: string, hasFclass: boolean): RoadDirection | null {
  const word = text.normalize('NFKC').trim();
  if (numberedHeaders.test(header.trim()) && /^[0-3]$/.test(word)) return byNumber[Number(word)]!;
  if (hasFclass && Object.hasOwn(byLetter, word)) return byLetter[word]!;
  if (/^[非不无没]|双|可变|潮汐|^(?:b|both|two-?\s?way|reversible|alternating)$/i.test(word)) return 0;
  if (/[反逆]|^(?:tf|backwards?|reversed?|against)$/i.test(word)) return -1;
  if (/[单正顺]|^(?:ft|forwards?|one-?\s?way|along)$/i.test(word)) return 1;
  return null;
}
