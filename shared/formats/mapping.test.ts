import { describe, expect, test } from 'vitest';
import { codeWords } from './code-words.ts';
import { suggestImportKind, suggestMapping } from './mapping.ts';
import { normalizeName, normalizeWord } from './normalize-words.ts';

describe('headers as offices write them', () => {
  const cases: [columns: string[], expected: Record<string, string>][] = [
    [
      ['序号', '单位名称', '详细地址', '法定代表人', '联系电话', '业态', '风险等级', '经营面积（㎡）', '餐位数', '经度', '纬度'],
      {
        name: '单位名称',
        address: '详细地址',
        responsiblePerson: '法定代表人',
        phone: '联系电话',
        category: '业态',
        supervisionGrade: '风险等级',
        areaSquareMeters: '经营面积（㎡）',
        seats: '餐位数',
        lon: '经度',
        lat: '纬度',
      },
    ],
    [
      ['統一社會信用代碼', '場所名稱', '地　址', '經度', '緯度', '負責人'],
      { code: '統一社會信用代碼', name: '場所名稱', address: '地　址', lon: '經度', lat: '緯度', responsiblePerson: '負責人' },
    ],
    [
      ['business id column', 'name', 'address', 'city', 'state', 'postal_code', 'latitude', 'longitude', 'phone_number'],
      { code: 'business id column', name: 'name', address: 'address', lat: 'latitude', lon: 'longitude', phone: 'phone_number' },
    ],
    [['Business Name', 'ＬＮＧ', 'Lat', 'Street_Address'], { name: 'Business Name', lon: 'ＬＮＧ', lat: 'Lat', address: 'Street_Address' }],
  ];
  for (const [columns, expected] of cases)
    test(columns.join(' '), () => expect(suggestMapping('premises', columns).mapping).toEqual(expected));

  test('the first rows decide what headers leave open', () => {
    const sample = [
      { Location: '(37.78, -122.42)', level: '3', Postcode: '94103', 编号: 'A1' },
      { Location: '(37.79, -122.41)', level: '1', Postcode: '94103', 编号: 'A2' },
    ];
    const { mapping } = suggestMapping('premises', ['Location', 'level', 'Postcode', '编号'], sample);
    expect(mapping).toEqual({ position: 'Location', code: '编号' });
    expect(suggestMapping('premises', ['Location'], [{ Location: '12 Main St' }]).mapping.position).toBeUndefined();
    expect(suggestMapping('premises', ['编号'], [{ 编号: '1' }, { 编号: '1' }, { 编号: '1' }]).mapping.code).toBeUndefined();
  });
  test('known headers are surer than ones that only contain a known word', () => {
    const { confidence } = suggestMapping('premises', ['名称', '被检查的单位地址信息']);
    expect(confidence.name).toBeGreaterThan(0.99);
    expect(confidence.address).toBeLessThan(0.9);
  });
  test('hazards', () => {
    const columns = ['隐患编号', '单位名称', '隐患描述', '严重程度', '检查日期', '整改期限', '整改状态'];
    expect(suggestMapping('hazards', columns).mapping).toEqual({
      number: '隐患编号',
      premisesName: '单位名称',
      description: '隐患描述',
      severity: '严重程度',
      foundOn: '检查日期',
      deadlineOn: '整改期限',
      state: '整改状态',
    });
  });
});

test('what a table holds', () => {
  expect(suggestImportKind(['单位名称', '隐患描述', '整改期限'], [])).toBe('hazards');
  expect(suggestImportKind(['FacilityName', 'Latitude'], [{ FacilityName: 'Engine 4/Ladder 15', Latitude: '40.7' }])).toBe('stations');
  expect(suggestImportKind(['emergency'], [{ emergency: 'fire_hydrant' }], 'Point')).toBe('facilities');
  expect(suggestImportKind(['片区名称', '片长'], [], 'Polygon')).toBe('zones');
  expect(suggestImportKind(['highway'], [], 'LineString')).toBe('roads');
  expect(suggestImportKind(['名称', '经度', '纬度'], [])).toBe('premises');
});

test('words to codes', () => {
  const categories = {
    饭店: 'smallEatery',
    'Fast Food': 'smallEatery',
    小餐饮场所: 'smallEatery',
    幼兒園: 'smallSchool',
    某某宾馆: 'smallHotel',
    KTV: 'smallEntertainment',
    网吧: 'smallInternetCafe',
    smallEatery: 'smallEatery',
    加油站: 'flammableExplosiveSite',
  };
  for (const [word, code] of Object.entries(categories)) expect([word, codeWords.category(word)]).toEqual([word, code]);
  const grades = {
    建优: 'gradeExcellent',
    '建好（中风险）': 'gradeGood',
    '建安（高风险）': 'gradeSecure',
    低: 'gradeExcellent',
    高: 'gradeSecure',
    'High Risk': 'gradeSecure',
  };
  for (const [word, code] of Object.entries(grades)) expect([word, codeWords.grade(word)]).toEqual([word, code]);
  const states = {
    已整改: 'accepted',
    整改中: 'rectifying',
    未整改: 'found',
    尚未整改: 'found',
    已销号: 'closed',
    当场整改: 'fixedOnSite',
  };
  for (const [word, code] of Object.entries(states)) expect([word, codeWords.state(word)]).toEqual([word, code]);
  expect(codeWords.category('夔龘')).toBeNull();
  expect(codeWords.stationType('红山区松州消防驿站')).toBe('firePost');
  expect(codeWords.stationType('微型消防站')).toBe('microFireStation');
});

test('words and names are compared without width, case, marks and script variant', () => {
  expect(normalizeWord(' 單位_名稱 ')).toBe('单位名称');
  expect(normalizeWord('Ｌａｔｉｔｕｄｅ')).toBe('latitude');
  expect(normalizeName('红山 饭店（二分店）')).toBe(normalizeName('红山饭店(二分店)'));
  expect(normalizeName('！！')).not.toBe('');
});
