import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignColumns } from './assign-columns.ts';
import { codeWords } from './code-words.ts';
import { type FieldWords, fieldWords, type TableImportKind } from './field-words.ts';
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
    // Of forty codes under a header that is not known one was typed twice.
    const typed = Array.from({ length: 40 }, (_, row) => ({ 内部统一编号: `HS-${row === 9 ? 8 : row}`, 楼栋编号: `${row % 9}栋` }));
    expect(suggestMapping('premises', ['楼栋编号', '内部统一编号'], typed).mapping).toEqual({ code: '内部统一编号' });
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

describe('values', () => {
  const sample = [
    ['红山饭店', '新华街1号', '13904761234', '高风险', '118.9512', '42.2611', '餐饮'],
    ['向阳超市', '新华街2号', '13904761235', '低风险', '118.9513', '42.2612', '商店'],
    ['如意旅馆', '新华街3号', '0476-8221234', '中风险', '118.9514', '42.2613', '旅馆'],
    ['老地方饭馆', '钢铁街4号', '13904761237', '低风险', '118.9515', '42.2614', '餐饮'],
    ['小康超市', '钢铁街5号', '13904761238', '低风险', '118.9516', '42.2615', '商店'],
    ['天天旅馆', '钢铁街6号', '13904761239', '低风险', '118.9517', '42.2616', '旅馆'],
  ].map((cells) => Object.fromEntries(cells.map((cell, index) => [`#${index + 1}`, cell])));
  test('a table without headers is read by its first rows, less surely than one with', () => {
    const { mapping, confidence, reasons } = suggestMapping('premises', Object.keys(sample[0]!), sample);
    expect(mapping).toEqual({
      name: '#1',
      address: '#2',
      phone: '#3',
      supervisionGrade: '#4',
      lon: '#5',
      lat: '#6',
      category: '#7',
    });
    expect(Math.max(...Object.values(confidence))).toBeLessThanOrEqual(0.5);
    expect(reasons.phone).toEqual({ by: 'values', word: null, fitting: 1 });
  });
  test('of columns with the same words the one whose values fit is meant', () => {
    const rows = [
      { SJ: '2026-03-05', 时间: '13904761234' },
      { SJ: '2026-03-06', 时间: '13904761235' },
    ];
    expect(suggestMapping('hazards', ['SJ'], rows).mapping).toEqual({ foundOn: 'SJ' });
    expect(suggestMapping('premises', ['SJ'], [{ SJ: '13904761234' }]).mapping).toEqual({ phone: 'SJ' });
    const two = [{ 位置: '新华街1号', 位置坐标: '118.95,42.26' }];
    expect(suggestMapping('premises', ['位置', '位置坐标'], two).mapping.position).toBe('位置坐标');
  });
  test('why a column was chosen is told', () => {
    const { reasons } = suggestMapping(
      'premises',
      ['DWMC', '详细地址', '被检查的单位电话信息'],
      [{ DWMC: '店', 详细地址: '街1号', 被检查的单位电话信息: '1' }],
    );
    expect(reasons.name).toEqual({ by: 'initials', word: '单位名称', fitting: 1 });
    expect(reasons.address).toEqual({ by: 'header', word: '详细地址', fitting: 1 });
    expect(reasons.phone).toMatchObject({ by: 'contains', word: '单位电话' });
  });
});

describe('one to one', () => {
  test('a column that two fields want goes where both are served best', () => {
    const columns = ['单位名称', '单位', '负责人', '负责人电话', '电话'];
    const { mapping } = suggestMapping('premises', columns);
    expect(mapping).toEqual({ name: '单位名称', responsiblePerson: '负责人', phone: '电话' });
    expect(suggestMapping('hazards', ['整改日期', '整改期限', '检查日期', '日期']).mapping).toEqual({
      rectifiedOn: '整改日期',
      deadlineOn: '整改期限',
      foundOn: '检查日期',
    });
  });
  test('no column serves two fields, and no field is named that the kind has not', () => {
    const kinds = Object.keys(fieldWords) as TableImportKind[];
    const words = [...new Set(kinds.flatMap((kind) => Object.values(fieldWords[kind] as FieldWords).flat()))];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.uniqueArray(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 25 }),
        (kind, columns) => {
          const { mapping, confidence, reasons } = suggestMapping(kind, columns);
          const used = Object.values(mapping);
          expect(new Set(used).size).toBe(used.length);
          for (const column of used) expect(columns).toContain(column);
          for (const field of Object.keys(mapping)) {
            expect(fieldWords[kind]).toHaveProperty([field]);
            expect(confidence[field]).toBeGreaterThan(0);
            expect(reasons[field]).toBeDefined();
          }
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });
  test('the assignment is the best there is', () => {
    const best = (weights: number[][], columns: number, row = 0, used = 0): number => {
      if (row === weights.length) return 0;
      let sum = best(weights, columns, row + 1, used);
      for (let column = 0; column < columns; column++)
        if ((used & (1 << column)) === 0)
          sum = Math.max(sum, weights[row]![column]! + best(weights, columns, row + 1, used | (1 << column)));
      return sum;
    };
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.nat(9), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, (weights) => {
        const columns = weights[0]!.length;
        const chosen = assignColumns(weights, columns);
        const taken = chosen.filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        expect(chosen.reduce((sum, column, row) => sum + (column < 0 ? 0 : weights[row]![column]!), 0)).toBe(best(weights, columns));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

test('what a table holds', () => {
  expect(suggestImportKind(['单位名称', '隐患描述', '整改期限'], [])).toBe('hazards');
  expect(suggestImportKind(['FacilityName', 'Latitude'], [{ FacilityName: 'Engine 4/Ladder 15', Latitude: '40.7' }])).toBe('stations');
  expect(suggestImportKind(['emergency'], [{ emergency: 'fire_hydrant' }], 'Point')).toBe('facilities');
  expect(suggestImportKind(['片区名称', '片长'], [], 'Polygon')).toBe('zones');
  expect(suggestImportKind(['highway'], [], 'LineString')).toBe('roads');
  expect(suggestImportKind(['名称', '经度', '纬度'], [])).toBe('premises');
  expect(suggestImportKind(['名称', '地址', '坐标', '隐患数'], [])).toBe('premises');
  expect(suggestImportKind(['场所名称', '检查日期', '检查人', '检查结果', '隐患数量'], [])).toBe('inspections');
  expect(suggestImportKind(['场所名称', '检查日期', '检查人', '检查结果', '隐患内容'], [])).toBe('hazards');
  expect(suggestImportKind(['姓名', '职务', '单位', '手机'], [])).toBe('people');
  expect(suggestImportKind(['单位名称', '地址', '负责人姓名', '手机'], [])).toBe('premises');
  expect(suggestImportKind(['姓名', '店名', '地址'], [])).toBe('premises');
  expect(suggestImportKind(['name', 'points', 'begin', 'end'], [], 'LineString')).toBe('patrolTracks');
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
