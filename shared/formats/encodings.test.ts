import { expect, test } from 'vitest';
import { bytesAsSource } from '../testing/byte-source.ts';
import { encodeText, type TestEncoding, testEncodings } from '../testing/encode-text.ts';
import { readTable } from '../testing/read-table.ts';
import { type SeededRandom, seededRandom } from '../testing/seeded-random.ts';
import { csv } from './csv.ts';
import { chooseEncoding } from './read-text.ts';

/** What the characters of each encoding's users look like; rare ones of GB18030 lie outside GBK. */
const words: Readonly<Record<TestEncoding, string>> = {
  'utf-8': '红山饭店新华街号超市㐂𠮷é①',
  gb18030: '红山饭店新华街号超市烟花爆竹㐂䶮镕',
  'utf-16le': '红山饭店新华街号超市',
  'utf-16be': '红山饭店新华街号超市',
  big5: '紅山飯店新華街號超市煙花爆竹',
  shift_jis: '赤山食堂すーぱーマーケット',
  'euc-kr': '홍산식당신화거리슈퍼',
  'windows-1252': 'éàüöñçß£',
};
const damages = ['none', 'none', 'none', 'byte', 'cut', 'mixed', 'askedWrong'] as const;

interface Sample {
  encoding: TestEncoding;
  damage: (typeof damages)[number];
  marked: boolean;
  asked: string | undefined;
  bytes: Uint8Array;
  truth: Record<string, string>[];
}

function makeSample(random: SeededRandom): Sample {
  const encoding = random.pick(testEncodings);
  const damage = random.pick(damages);
  const letters = Array.from(words[encoding]);
  const word = (): string => Array.from({ length: 2 + random.integer(8) }, () => random.pick(letters)).join('');
  const truth = Array.from({ length: 1 + random.integer(60) }, (_, row) => ({
    id: `P${row}`,
    a: word(),
    b: random.chance(0.2) ? '' : word(),
  }));
  const line = (row: Record<string, string>): string => `${Object.values(row).join(',')}\r\n`;
  const lines = ['id,a,b\r\n', ...truth.map(line)];
  const marked = encoding.startsWith('utf-') && random.chance(0.5);
  const other = random.pick(testEncodings.filter((candidate) => !candidate.startsWith('utf-16') && candidate !== encoding));
  const from = damage === 'mixed' && !encoding.startsWith('utf-16') ? random.integer(lines.length) : lines.length;
  const parts = [
    encodeText((marked ? '\ufeff' : '') + lines.slice(0, from).join(''), encoding),
    encodeText(lines.slice(from).join(''), other),
  ];
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  // 0xff is no byte of any text here; any other might only make another character of one, which nobody can see.
  if (damage === 'byte' && !encoding.startsWith('utf-16')) bytes[8 + random.integer(bytes.length - 8)] = 0xff;
  const cut = damage === 'cut' ? 1 + random.integer(Math.min(6, bytes.length - 10)) : 0;
  const asked = damage === 'askedWrong' ? random.pick(['utf-8', 'gb18030', 'big5', 'utf-16le']) : undefined;
  return { encoding, damage, marked, asked, bytes: bytes.slice(0, bytes.length - cut), truth };
}

/** Rows taken as they are not, with nothing said of the file or of the row. */
async function readSample({ bytes, asked, truth }: Sample): Promise<{ silent: Record<string, string>[]; right: number; warned: boolean }> {
  const opened = await csv.open(bytesAsSource(bytes, 'any.csv', 97), { encoding: asked });
  if (!opened.ok) return { silent: [], right: 0, warned: true };
  const { rows, issues } = await readTable(csv, bytesAsSource(bytes, 'any.csv', 97), { encoding: asked });
  const warned = issues.some(({ code }) => code === 'encodingUncertain');
  const known = new Set(truth.map((row) => JSON.stringify(row)));
  const wrong = rows.filter(({ values }) => !known.has(JSON.stringify(values)));
  return { silent: warned ? [] : wrong.map(({ values }) => values), right: rows.length - wrong.length, warned };
}

test('of 200 files in eight encodings, sound or damaged, no garbled row is taken without a word', { timeout: 60_000 }, async () => {
  const tally = { files: 0, silent: 0, soundFiles: 0, soundRight: 0 };
  for (let seed = 1; seed <= 200; seed++) {
    const sample = makeSample(seededRandom(seed));
    const { silent, right } = await readSample(sample);
    const what = `seed ${seed}: ${sample.encoding}, ${sample.damage}${sample.marked ? ', marked' : ''}, asked ${sample.asked}`;
    // A byte lost from the end of the last row is data lost, not text garbled: no reader can know of it.
    expect(sample.damage === 'cut' ? silent.slice(1) : silent, what).toEqual([]);
    tally.files += 1;
    const ours = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'].includes(sample.encoding);
    if (sample.damage !== 'none' || !ours) continue;
    tally.soundFiles += 1;
    expect(right, what).toBe(sample.truth.length);
  }
  expect(tally.files).toBe(200);
  expect(tally.soundFiles).toBeGreaterThan(30);
});

test('a file is UTF-8 for certain only if it is to its end', async () => {
  const bytes = new TextEncoder().encode('名称,地址\n红旗超市,东街1号\n南湖餐馆,南湖路2号\n');
  expect(await chooseEncoding(bytesAsSource(bytes, 'a.csv', 20), undefined)).toMatchObject({ value: { encoding: 'utf-8', certain: true } });
  bytes[bytes.length - 3] = 0xff;
  expect(await chooseEncoding(bytesAsSource(bytes, 'a.csv', 20), undefined)).toMatchObject({ value: { certain: false } });
});
