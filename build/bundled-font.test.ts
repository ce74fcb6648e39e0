import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';

const fontFile = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Code points of a TrueType font's format 12 character map (OpenType 1.9, cmap). */
function codePointsOf(font: DataView): Set<number> {
  const points = new Set<number>();
  for (let table = 0; table < font.getUint16(4); table++) {
    const entry = 12 + table * 16;
    if (font.getUint32(entry) !== 0x636d6170) continue;
    const cmap = font.getUint32(entry + 8);
    for (let map = 0; map < font.getUint16(cmap + 2); map++) {
      const start = cmap + font.getUint32(cmap + 4 + map * 8 + 4);
      if (font.getUint16(start) !== 12) continue;
      for (let group = 0; group < font.getUint32(start + 12); group++) {
        const at = start + 16 + group * 12;
        for (let point = font.getUint32(at); point <= font.getUint32(at + 4); point++) points.add(point);
      }
    }
  }
  return points;
}

describe('the bundled font', () => {
  let points: Set<number>;
  beforeAll(() => {
    const bytes = readFileSync(createRequire(import.meta.url).resolve(fontFile));
    points = codePointsOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });

  it('has rare characters of place and family names', () => {
    for (const character of '㙦䶮堃喆㐂龘垚焱燚祎赟婠硚墘畈埗碶塅垸墈坉砦')
      expect([character, points.has(character.codePointAt(0)!)]).toEqual([character, true]);
  });

  it('has the whole of the Unified Ideographs block as of Unicode 4.1 and of Extension A', () => {
    const missing: string[] = [];
    for (let point = 0x4e00; point <= 0x9fa5; point++) if (!points.has(point)) missing.push(point.toString(16));
    for (let point = 0x3400; point <= 0x4db5; point++) if (!points.has(point)) missing.push(point.toString(16));
    expect(missing).toEqual([]);
  });

  it('has the arrows and marks the map draws as text', () => {
    for (const character of '→←·（）、') expect(points.has(character.codePointAt(0)!)).toBe(true);
  });
});
