import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CodeListName, codeReaders, codeWords, nearestCodeWord } from './code-words.ts';

const words: Partial<Record<CodeListName, Record<string, string | null>>> = {
  category: {
    小餐馆: 'smallEatery',
    餐饮店: 'smallEatery',
    '小餐饮（早餐店）': 'smallEatery',
    ＫＴＶ: 'smallEntertainment',
    便民超市: 'smallShop',
    杂货店: 'smallShop',
    家庭旅馆: 'smallHotel',
    口腔诊所: 'smallClinic',
    托管班: 'smallSchool',
    理发馆: 'smallBeautyBath',
    木器加工厂: 'smallWorkshop',
    网咖: 'smallInternetCafe',
    仓储物流: 'smallWarehouse',
    加油加气站: 'flammableExplosiveSite',
    出租屋: 'rentalHouse',
    消防安全重点单位: 'keyFireUnit',
    夔龘: null,
  },
  grade: { 高风险: 'gradeSecure', 中风险: 'gradeGood', 低风险: 'gradeExcellent', 建安级: 'gradeSecure', 紅色: 'gradeSecure', 特级: null },
  severity: { 重大隐患: 'severityHigh', 一般: 'severityGeneralCommon', 轻微: 'severitySlight', 'Low Risk': 'severityLow', 非重大: null },
  state: {
    已整改: 'accepted',
    已销号: 'closed',
    已闭环: 'closed',
    立行立改: 'fixedOnSite',
    整改到位: 'accepted',
    尚未整改: 'found',
    限期整改: 'rectifying',
    未整改完毕: 'found',
    未整改到位: 'found',
    'not rectified': 'found',
    'Not closed': 'found',
    已整改未验收: 'submitted',
    验收不合格: 'rectifying',
  },
  hazardKind: { 占用疏散通道: 'blockedPassage', 灭火器过期: 'expiredExtinguisher', 飞线充电: 'ebikeCharging' },
  facilityType: { 室外消火栓: 'hydrant', 消防水鹤: 'fireCrane' },
};

describe('words of cells', () => {
  for (const [list, cases] of Object.entries(words))
    for (const [word, code] of Object.entries(cases))
      test(`${word} is ${code}`, () => expect(codeWords[list as CodeListName](word)).toBe(code));
});

test('a word nobody knows is answered with the nearest known one', () => {
  expect(nearestCodeWord('category', '餐飲點')).toBe('餐饮');
  expect(nearestCodeWord('grade', '风险高')).toMatch(/风险/);
  expect(nearestCodeWord('state', '已整政')).toBe('已整改');
  expect(nearestCodeWord('category', '夔')).toBeNull();
  expect(nearestCodeWord('grade', '一级')).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const near = nearestCodeWord('category', text);
      expect(near === null || codeWords.category(near) !== null).toBe(true);
    }),
    { seed: 14, numRuns: 300 },
  );
});

test('an office adds words of its own; they come before the usual ones, in their list alone', () => {
  const entry = (code: string, synonyms: string) => ({ list: 'category', code, labelZh: null, labelEn: null, parameters: { synonyms } });
  const readers = codeReaders([
    entry('smallEatery', '苍蝇馆子、大排档；排挡'),
    entry('smallWarehouse', '云仓'),
    entry('unknownCode', '无此'),
  ]);
  expect(readers.category('苍蝇馆子')).toBe('smallEatery');
  expect(readers.category('老王大排档')).toBe('smallEatery');
  expect(readers.category('无此')).toBeNull();
  expect(codeWords.category('苍蝇馆子')).toBeNull();
  expect(readers.category('饭店')).toBe('smallEatery');
  expect(codeReaders([entry('smallShop', '饭店')]).category('饭店')).toBe('smallShop');
  expect(readers.grade('大排档')).toBeNull();
});

test('a column of words nobody knows is suggested for in no time', () => {
  nearestCodeWord('category', 'bicycle_parking');
  const began = performance.now();
  for (let row = 0; row < 50_000; row++) nearestCodeWord('category', 'bicycle_parking');
  expect(performance.now() - began).toBeLessThan(500);
});
