import { describe, expect, test } from 'vitest';
import type { TableImportKind } from './field-words.ts';
import { suggestMapping } from './mapping.ts';

/** Headers as they stand in sheets of offices, stations and open-data portals: each alone must find its field. */
const headers: Partial<Record<TableImportKind, Record<string, readonly string[]>>> = {
  premises: {
    name: [
      '名称',
      '单位名称',
      '店名',
      '场所名称',
      '單位名稱',
      '单位名称（全称）',
      '*单位名称',
      '单位名称（必填）',
      '1、单位名称',
      '基本信息/单位名称',
      'ＮＡＭＥ',
      'DWMC',
      'dwmc',
      'danweimingcheng',
      'CSMC',
      'dian_ming',
      '商户名称',
      '字号名称',
      '企 业 名 称',
      'Business Name',
      'DBA Name',
      'facility_name',
    ],
    address: [
      '地址',
      '详细地址',
      '地　址',
      '單位地址',
      '经营地址',
      '住所',
      '单位详细地址',
      '场所地址（门牌号）',
      'DZ',
      'DWDZ',
      'XXDZ',
      'dizhi',
      'Address',
      'Street_Address',
      'full address',
    ],
    code: ['编号', '统一社会信用代码', '統一社會信用代碼', '统一社会信用代码/注册号', 'TYSHXYDM', '单位编号', 'Business ID', 'license no'],
    category: ['类别', '业态', '場所類別', '行业类别', '单位性质', '九小场所类型', 'CSLX', 'yetai', '类型', 'Business Type', 'amenity'],
    responsiblePerson: [
      '负责人',
      '法定代表人',
      '負責人',
      '法人代表',
      '经营者姓名',
      '消防安全责任人',
      'FDDBR',
      'FZR',
      'fuzeren',
      'Owner Name',
    ],
    phone: ['电话', '手机', '联系电话', '聯繫電話', '手机号码', '联系方式（手机）', 'LXDH', 'lianxidianhua', 'SJH', 'phone_number', 'Tel.'],
    supervisionGrade: ['等级', '风险等级', '風險等級', '监管等级', 'FXDJ', 'fengxiandengji', 'risk_level', '评定等级'],
    areaSquareMeters: ['面积', '建筑面积（㎡）', '面積', '营业面积(平方米)', '面积/㎡', 'MJ', 'JZMJ', 'mianji', 'Floor Area', 'area_sqm'],
    seats: ['座位数', '餐位数', '座位數（个）', 'ZWS', 'seats'],
    beds: ['床位数', '客房数', 'CWS', 'bed count'],
    standardAddressCode: ['标准地址编码', '標準地址編碼', 'BZDZBM', '地址编码', 'standard_address_code'],
    registeredOn: ['登记日期', '开业时间', '录入时间', 'DJRQ', 'Start Date'],
    mixedUse: ['三合一', '是否三合一', '是否住人'],
    businessItems: ['经营项目', '经营范围', 'JYFW'],
    note: ['备注', '備註', '说明', 'BZ', 'remarks'],
    sourceRef: ['来源标识'],
  },
  hazards: {
    number: ['隐患编号', '记录编号', 'YHBH', 'violation id'],
    premisesName: ['单位名称', '被检查单位', '受检单位名称', '隱患單位', 'premises name'],
    description: ['隐患内容', '隐患描述', '存在问题', '存在的火灾隐患', 'YHNR', 'YHMS', 'Violation Description'],
    kind: ['隐患类型', '问题类别', 'YHLX'],
    spot: ['隐患部位', '具体位置', 'YHBW'],
    severity: ['严重程度', '隐患等级', '風險等級', 'YHDJ', 'Risk Category'],
    state: ['状态', '整改状态', '整改情况', '是否整改', 'ZGZT', 'Status'],
    responsiblePerson: ['整改责任人', '责任人', 'ZGZRR'],
    measures: ['整改措施', '整改要求', 'ZGCS'],
    foundOn: ['检查日期', '检查时间', '發現日期', '排查时间', 'JCRQ', 'jianchariqi', 'inspection_date'],
    deadlineOn: ['整改期限', '整改时限', '限期', '整改截止日期', 'ZGQX', 'zhenggaiqixian', 'Due Date'],
    rectifiedOn: ['整改日期', '整改完成时间', 'ZGRQ'],
    closedOn: ['销号日期', 'XHRQ'],
    major: ['重大隐患', '是否重大火灾隐患'],
  },
  inspections: {
    inspectedOn: ['检查日期', '检查时间', 'JCRQ', 'Inspection Date'],
    premisesName: ['被检查单位', '单位名称', 'BJCDW', 'business_name'],
    inspector: ['检查人员', '检查人', '执法人员', 'JCRY', 'inspector'],
    mode: ['检查方式', '检查类型', 'JCFS', 'inspection_type'],
    result: ['检查结果', 'JCJG', 'Result'],
    hazardCount: ['隐患数', '发现隐患数量', 'YHS'],
    score: ['得分', 'inspection_score'],
  },
  people: {
    name: ['姓名', '网格员姓名', 'XM', 'xingming', 'Full Name'],
    role: ['职务', '岗位', 'ZW', 'role'],
    unit: ['单位', '所属单位', 'department'],
    phone: ['手机号', '联系电话', 'LXDH', 'mobile'],
    zoneName: ['所属片区', '网格', '责任区', 'zone'],
  },
  stations: {
    name: ['站名', '消防站名称', '微型消防站名称', 'Station Name'],
    type: ['队站类型', '类型', 'station type'],
    staff: ['执勤人数', '人员数量', 'RS', 'staff'],
    stationClass: ['站级', '队站等级'],
  },
  facilities: {
    code: ['消火栓编号', '设施编号', 'hydrant id'],
    type: ['设施类型', '水源类型', 'SSLX'],
    status: ['完好情况', '使用状态', 'condition'],
    quantity: ['数量', '配备数量', 'qty'],
    expiresOn: ['有效期至', '到期日期', 'expiry date'],
  },
  zones: {
    name: ['片区名称', '网格名称', 'WGMC', 'zone name'],
    chiefName: ['片长', '网格长', '社区民警', 'PZ'],
    geometry: ['边界', 'WKT'],
  },
  roads: {
    name: ['道路名称', '路名', 'DLMC', 'road name'],
    roadClass: ['道路等级', 'highway', 'fclass'],
    maxspeedKmh: ['限速', 'maxspeed'],
    oneway: ['单行'],
  },
  patrolTracks: { personName: ['巡查人', '巡逻人员'], fromAt: ['开始时间', 'start time'], toAt: ['结束时间'], device: ['设备号'] },
};

const cases = Object.entries(headers).flatMap(([kind, fields]) =>
  Object.entries(fields).flatMap(([field, list]) => list.map((header) => [kind as TableImportKind, field, header] as const)),
);

describe('headers of real life', () => {
  test('there are enough of them', () => expect(cases.length).toBeGreaterThanOrEqual(150));
  for (const [kind, field, header] of cases)
    test(`${kind}: ${header} is ${field}`, () => {
      const { mapping, confidence, reasons } = suggestMapping(kind, [header]);
      expect(mapping).toEqual({ [field]: header });
      expect(confidence[field]).toBeGreaterThan(0.6);
      expect(reasons[field]?.word).toBeTruthy();
    });
  for (const [lon, lat] of [
    ['经度', '纬度'],
    ['經度', '緯度'],
    ['经度（WGS84）', '纬度（WGS84）'],
    ['JD', 'WD'],
    ['DQJD', 'DQWD'],
    ['jingdu', 'weidu'],
    ['坐标/经度', '坐标/纬度'],
    ['X', 'Y'],
    ['坐标X', '坐标Y'],
    ['百度经度', '百度纬度'],
    ['Longitude', 'Latitude'],
    ['ＬＮＧ', 'ＬＡＴ'],
    ['lon', 'lat'],
    ['point_x', 'point_y'],
  ] as const)
    test(`${lon} and ${lat}`, () => expect(suggestMapping('premises', [lat, lon]).mapping).toEqual({ lon, lat }));
  for (const header of ['坐标', '位置', '经纬度', '坐标（经度，纬度）', 'ZB', 'JWD', 'Location', 'WKT', 'lat_lon', '地理坐标'])
    test(`${header} holds both`, () => {
      const sample = Array.from({ length: 4 }, (_, i) => ({ [header]: `118.9${i}, 42.2${i}` }));
      expect(suggestMapping('premises', [header], sample).mapping).toEqual({ position: header });
    });
});
