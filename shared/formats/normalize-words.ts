/**
 * Traditional forms and variants that turn up in headers and code words, one character each, in pairs of
 * variant and simplified form.
 */
const variantPairs =
  '稱称單单場场號号電电話话聯联絡络經经緯纬標标類类別别業业態态營营負负責责險险級级監监積积數数碼码編编統统檢检發发現现間间時时隱隐內内狀状嚴严區区鎮镇鄉乡門门樓楼層层戶户師师長长員员備备註注記记點点風风種种機机關关實实際际飯饭館馆賓宾療疗醫医學学園园廠厂倉仓庫库網网' +
  '髮发廳厅樂乐娛娱屬属條条錄录審审驗验閉闭開开復复確确認认無无錯错優优輕轻處处罰罚繼继續续執执兩两萬万從从車车兒儿專专項项動动產产額额圖图書书東东華华國国衛卫職职報报護护樹树橋桥義义務务準准齊齐應应該该證证據据設设資资訊讯過过達达運运輸输線线綫线裡里於于啟启係系與与';
/** More of them for headers and code words alone: names are keys of what was imported, and keys must stay as they are. */
const wordPairs =
  '紅红飲饮黃黄藍蓝綠绿點点銷销結结貨货辦办釋释紀纪術术邊边銀银銅铜鐵铁鋼钢鍋锅爐炉煙烟氣气熱热燈灯齡龄燒烧滅灭災灾幾几許许詢询訪访調调計计訂订詳详';
const nameVariants = mapOf(variantPairs);
const wordVariants = mapOf(variantPairs + wordPairs);

function mapOf(pairs: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let index = 0; index + 1 < pairs.length; index += 2) map.set(pairs[index]!, pairs[index + 1]!);
  return map;
}

/** A header or code word reduced to what tells it apart: full-width and case folded, traditional to simplified, marks and spaces dropped. */
export function normalizeWord(word: string): string {
  return reduce(word, wordVariants);
}

/** A name or address reduced for matching: as `normalizeWord`, so that spacing, width and punctuation make no second premises. */
export function normalizeName(name: string): string {
  const reduced = reduce(name, nameVariants);
  return reduced === '' ? name.normalize('NFKC').toLowerCase().trim() : reduced;
}

function reduce(text: string, variants: ReadonlyMap<string, string>): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#@:]/gu, '');
  return /\p{Script=Han}/u.test(folded) ? Array.from(folded, (char) => variants.get(char) ?? char).join('') : folded;
}
