import type { HazardKind, HazardSeverity, RowIn, SupervisionGrade } from '../model/index.ts';
import { assessWarningColor } from '../rules/warning-color.ts';
import { dateOf, firstDay, lastDay, sampleCampaigns } from './calendar.ts';
import { districtName } from './city-plan.ts';
import type { PlacedFacility, PlacedStation, SamplePerson } from './forces.ts';
import { communityKey, entityRow } from './ground-rows.ts';
import type { PastHazard, PastInspection } from './hazards.ts';
import type { PlacedPremises } from './premises.ts';
import { toGeoPoint, toMultiPolygon } from './projection.ts';
import { sampleId } from './sample-id.ts';
import { sampleRandom } from './sample-random.ts';
import type { ZonePlan } from './zones.ts';

/** Rows of the tables that hold the field work. */
export function* zoneRows(zones: ZonePlan[]) {
  for (const [i, { name, chiefName, colorIndex, polygons }] of zones.entries()) {
    yield entityRow('zone', i + 1, {
      geom: toMultiPolygon(polygons),
      name,
      chiefName,
      chiefId: sampleId('person', i + 1),
      state: 'adopted',
      colorIndex,
      effectiveOn: '2025-01-01',
      note: '示范数据',
    });
  }
}

export function* personRows(people: SamplePerson[]) {
  for (const [i, { name, role, unit, phone, zone }] of people.entries()) {
    yield entityRow('person', i + 1, { name, role, unit, phone, zoneId: zone === null ? null : sampleId('zone', zone + 1) });
  }
}

export function* stationRows(stations: PlacedStation[]) {
  for (const [i, { at, subdistrict, ...values }] of stations.entries()) {
    yield entityRow('station', i + 1, { ...values, geom: toGeoPoint(at), address: `${districtName}${subdistrict}`, note: '示范数据' });
  }
}

export function* facilityRows(facilities: PlacedFacility[]) {
  for (const [i, { at, ...values }] of facilities.entries()) yield entityRow('facility', i + 1, { ...values, geom: toGeoPoint(at) });
}

export function* campaignRows() {
  for (const { key, ...values } of sampleCampaigns) {
    yield { ...values, id: sampleId('campaign', key), sourceRef: `sample:campaign/${key}` };
  }
}

const gradeReasons: Record<SupervisionGrade, string> = {
  gradeExcellent: '制度健全，设施完好',
  gradeGood: '存在一般隐患，按期整改',
  gradeSecure: '隐患较多或反复，重点监管',
};
const communityId = ({ subdistrict, name }: PlacedPremises['community']) => sampleId('admin_area', communityKey(subdistrict, name));

export function* premisesRows(all: PlacedPremises[], zones: ZonePlan[], inspections: PastInspection[], hazards: PastHazard[]) {
  const zoneOf = new Map(zones.flatMap(({ communities }, i) => communities.map((community) => [community, i + 1] as const)));
  const checkedDay = new Map<number, number>();
  for (const { premises, day } of inspections) checkedDay.set(premises, day);
  const open = all.map(() => ({ severityLow: 0, severitySlight: 0, severityGeneralCommon: 0, severityHigh: 0 }));
  for (const { premises, severity, rectifiedDay } of hazards) if (rectifiedDay === null) open[premises]![severity]++;
  for (const [i, premises] of all.entries()) {
    const { color, reasons, version } = assessWarningColor({
      supervisionGrade: premises.grade,
      mixedUse: premises.mixedUse,
      openHazards: open[i]!,
      openProminent: 0,
      openMajor: 0,
    });
    const checked = checkedDay.get(i);
    yield entityRow('premises', i + 1, {
      geom: toGeoPoint(premises.at),
      code: `HF${String(i + 1).padStart(6, '0')}`,
      name: premises.name,
      category: premises.category,
      address: premises.address,
      standardAddressCode: `HF-${String(10_000_000 + i * 7).slice(1)}`,
      businessItems: premises.businessItems,
      responsiblePerson: premises.responsiblePerson,
      phone: premises.phone,
      areaSquareMeters: premises.areaSquareMeters,
      seats: premises.seats,
      beds: premises.beds,
      mixedUse: premises.mixedUse,
      supervisionGrade: premises.grade,
      gradeReason: gradeReasons[premises.grade],
      gradedOn: dateOf(gradePeriodsOf(premises, i).at(-1)!.fromDay),
      gradedBy: `${premises.community.subdistrict}消防安全服务中心`,
      warningColor: color,
      colorReasons: reasons,
      colorRuleVersion: version,
      zoneId: sampleId('zone', zoneOf.get(premises.community)!),
      adminAreaId: communityId(premises.community),
      registeredOn: dateOf(premises.registeredDay),
      checkedAt: checked === undefined ? null : `${dateOf(checked)}T0${(i % 8) + 1}:${String((i * 7) % 60).padStart(2, '0')}:00Z`,
      note: '示范数据',
    });
  }
}

/** How a premises came to its grade: one to three stretches of time, the last still running. */
function gradePeriodsOf(premises: PlacedPremises, index: number): { grade: SupervisionGrade; fromDay: number; toDay: number | null }[] {
  const random = sampleRandom(`grade ${index}`);
  const start = Math.max(firstDay, premises.registeredDay);
  const before: Record<SupervisionGrade, SupervisionGrade[]> = {
    gradeExcellent: ['gradeGood', 'gradeSecure'],
    gradeGood: ['gradeExcellent', 'gradeSecure'],
    gradeSecure: ['gradeGood', 'gradeExcellent'],
  };
  const count = lastDay - start < 120 ? 1 : random.pick([1, 1, 2, 2, 3]);
  const days = [start];
  for (let k = 1; k < count; k++)
    days.push(days[k - 1]! + random.whole(30, Math.max(31, Math.floor((lastDay - 20 - days[k - 1]!) / (count - k)))));
  return days.map((fromDay, k) => ({
    grade: k === days.length - 1 ? premises.grade : before[premises.grade][(days.length - 2 - k) % 2]!,
    fromDay: Math.min(fromDay, lastDay),
    toDay: k === days.length - 1 ? null : Math.min(days[k + 1]!, lastDay),
  }));
}

export function* gradePeriodRows(all: PlacedPremises[]) {
  for (const [i, premises] of all.entries()) {
    for (const [k, { grade, fromDay, toDay }] of gradePeriodsOf(premises, i).entries()) {
      const key = `${i + 1}-${k + 1}`;
      yield {
        id: sampleId('grade_period', key),
        sourceRef: `sample:grade_period/${key}`,
        premisesId: sampleId('premises', i + 1),
        grade,
        reason: gradeReasons[grade],
        gradedBy: `${premises.community.subdistrict}消防安全服务中心`,
        fromOn: dateOf(fromDay),
        toOn: toDay === null ? null : dateOf(toDay),
      };
    }
  }
}

export function* inspectionRows(inspections: PastInspection[]) {
  for (const [i, { premises, day, mode, inspector, result, hazards, campaign }] of inspections.entries()) {
    yield entityRow('inspection', i + 1, {
      premisesId: sampleId('premises', premises + 1),
      campaignId: campaign === null ? null : sampleId('campaign', campaign),
      inspectedOn: dateOf(day),
      mode,
      inspector,
      result,
      hazardCount: hazards,
      score: result === 'pass' || result === 'hazardsFound' ? 100 - 9 * hazards - (premises % 6) : null,
    });
  }
}

const described: Record<HazardKind, { text: string; spot: string }> = {
  blockedPassage: { text: '疏散通道堆放杂物，影响通行', spot: '后门通道' },
  expiredExtinguisher: { text: '灭火器压力不足或超过有效期', spot: '收银台旁' },
  missingExtinguisher: { text: '未按要求配置灭火器', spot: '营业区' },
  agedWiring: { text: '电气线路老化，绝缘破损', spot: '配电箱' },
  overloadedWiring: { text: '多个大功率电器共用插线板', spot: '操作间' },
  ebikeCharging: { text: '电动自行车在室内或楼道充电', spot: '门厅' },
  mixedUse: { text: '经营场所内违规住人，未采取防火分隔', spot: '阁楼' },
  gasCylinder: { text: '燃气瓶与明火距离不足，软管老化', spot: '厨房' },
  securityGrille: { text: '外窗防盗网未设逃生口', spot: '二层外窗' },
  missingSign: { text: '安全出口、疏散指示标志缺失或损坏', spot: '楼梯间' },
  faultyAlarm: { text: '火灾报警设施故障未及时维修', spot: '消防控制室' },
  flammableStorage: { text: '违规存放易燃可燃物', spot: '库房' },
  blockedFireLane: { text: '消防车通道被占用', spot: '小区主入口' },
  other: { text: '消防安全管理制度未落实', spot: '现场' },
};
const measures: Record<HazardSeverity, string> = {
  severityLow: '当场整改',
  severitySlight: '当场整改并提示负责人',
  severityGeneralCommon: '建档，限期整改，汇总函告镇街',
  severityHigh: '联合执法，限期整改，整改期间专人看护',
};

export function* hazardRows(hazards: PastHazard[], inspections: PastInspection[], premises: PlacedPremises[]) {
  const onDay = (day: number | null) => (day === null ? null : dateOf(day));
  const numbers = new Map<string, number>();
  for (const [i, hazard] of hazards.entries()) {
    const year = dateOf(hazard.foundDay).slice(0, 4);
    numbers.set(year, (numbers.get(year) ?? 0) + 1);
    const campaign = inspections[hazard.inspection]!.campaign;
    yield entityRow('hazard', i + 1, {
      number: `红枫隐〔${year}〕${String(numbers.get(year)).padStart(5, '0')}号`,
      premisesId: sampleId('premises', hazard.premises + 1),
      inspectionId: sampleId('inspection', hazard.inspection + 1),
      campaignId: campaign === null ? null : sampleId('campaign', campaign),
      kind: hazard.kind,
      description: described[hazard.kind].text,
      spot: described[hazard.kind].spot,
      severity: hazard.severity,
      state: hazard.state,
      prominent: hazard.prominent,
      major: hazard.major,
      concealed: hazard.concealed,
      responsiblePerson: premises[hazard.premises]!.responsiblePerson,
      measures: measures[hazard.severity],
      foundOn: dateOf(hazard.foundDay),
      assignedOn: onDay(hazard.assignedDay),
      deadlineOn: onDay(hazard.deadlineDay),
      rectifiedOn: onDay(hazard.rectifiedDay),
      acceptedOn: onDay(hazard.acceptedDay),
      closedOn: onDay(hazard.closedDay),
      followupDueOn: onDay(hazard.followupDueDay),
    } satisfies Partial<RowIn<'hazard'>>);
  }
}
