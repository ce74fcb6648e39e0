import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsx } from '../../../shared/formats/write-xlsx.ts';

const titles = ['编号', '名称', '地址', '类别', '负责人', '电话', '面积（平方米）', '座位数', '登记日期', '经度', '纬度', '备注'];
const kinds = ['小餐饮', '小商店', '小旅馆', '小作坊', '仓库'];
const names = ['红旗超市', '幸福饭店', '利民五金', '东方宾馆', '如意理发', '百姓药房', '家和旅店'];

/** One row of a list as an office keeps it, the same for the same number. */
function rowOf(index: number): (string | number)[] {
  const [name, kind] = [names[index % names.length]!, kinds[index % kinds.length]!];
  return [
    `HS${String(index).padStart(7, '0')}`,
    `${name}（${Math.floor(index / names.length)}号店）`,
    `红山区哈达街道${(index % 97) + 1}号院${(index % 31) + 1}栋`,
    kind,
    `张${index % 1000}`,
    `138${String(index % 1e8).padStart(8, '0')}`,
    50 + (index % 400),
    index % 120,
    `2026-0${(index % 9) + 1}-1${index % 10}`,
    Number((118.8 + (index % 3000) / 10_000).toFixed(6)),
    Number((42.1 + (index % 2000) / 10_000).toFixed(6)),
    index % 5 === 0 ? '门前,有台阶' : '',
  ];
}

function* pagesOf(count: number): Generator<(string | number)[][]> {
  for (let from = 0; from < count; from += 1000)
    yield Array.from({ length: Math.min(1000, count - from) }, (_, index) => rowOf(from + index));
}

export async function writePremisesCsv(path: string, count: number): Promise<void> {
  const lines = function* () {
    yield `\ufeff${titles.join(',')}\r\n`;
    for (const page of pagesOf(count))
      yield page.map((row) => `${row.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)).join(',')}\r\n`).join('');
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

export async function writePremisesXlsx(path: string, count: number): Promise<void> {
  const columns = titles.map((title, index) => ({
    title,
    kind:
      index === 8 ? ('date' as const) : index === 6 || index === 7 || index === 9 || index === 10 ? ('number' as const) : ('text' as const),
    width: 12,
  }));
  await pipeline(Readable.from(writeXlsx([{ name: '场所', columns, rows: pagesOf(count) }])), createWriteStream(path));
}
