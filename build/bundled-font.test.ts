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

/** The characters of 通用规范汉字表 (State Council 2013, 8,105 characters) that lie in Extensions B to E: rare names of people and places. */
const standardBeyondTheBasicPlane = [
  '𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶',
  '𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡',
  '𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍',
  '𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓',
].join('');

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

  it('has every standard character of Extensions B to E', () => {
    const characters = [...standardBeyondTheBasicPlane];
    expect(characters.length).toBe(196);
    expect(characters.filter((character) => !points.has(character.codePointAt(0)!))).toEqual([]);
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
