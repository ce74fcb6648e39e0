import type { HazardKind, HazardSeverity, HazardState, Inspection, SupervisionGrade } from '../model/index.ts';
import { businessOf, dateOf, firstDay, lastDay, sampleCampaigns } from './calendar.ts';
import { personName } from './names.ts';
import type { PlacedPremises } from './premises.ts';
import { type SampleRandom, sampleRandom } from './sample-random.ts';

/** Published by Hongshan's platform: hazards found, of them rectified, and prominent hazards removed. */
export const hazardCount = 4999;
export const openHazardCount = 12;
export const prominentHazardCount = 564;
export const inspectionCount = 12_000;

export interface PastInspection {
  premises: number;
  day: number;
  mode: Inspection['mode'];
  inspector: string;
  result: NonNullable<Inspection['result']>;
  hazards: number;
  campaign: string | null;
}
export interface PastHazard {
  premises: number;
  inspection: number;
  kind: HazardKind;
  severity: HazardSeverity;
  state: HazardState;
  prominent: boolean;
  major: boolean;
  concealed: boolean;
  foundDay: number;
  assignedDay: number | null;
  deadlineDay: number | null;
  rectifiedDay: number | null;
  acceptedDay: number | null;
  closedDay: number | null;
  followupDueDay: number | null;
}

/** 24 months of field work: checks in their seasons, what they found, and what became of it. */
export function liveHistory(premises: PlacedPremises[]): { inspections: PastInspection[]; hazards: PastHazard[] } {
  const random = sampleRandom('history');
  const inspections = inspect(premises, random);
  const found = spreadHazards(inspections, premises, random);
  const open = new Set<number>();
  const openPremises = new Set<number>();
  for (let i = found.length - 1; i >= 0 && open.size < openHazardCount; i -= random.whole(2, 9)) {
    const { premises: at } = inspections[found[i]!]!;
    if (openPremises.has(at) && openPremises.size > 8) continue;
    open.add(i);
    openPremises.add(at);
  }
  let openOrder = 0;
  const hazards = found.map((inspection, i) => {
    const past = inspections[inspection]!;
    return open.has(i)
      ? openHazard(past, inspection, premises[past.premises]!, openOrder++, random)
      : settledHazard(past, inspection, premises[past.premises]!, random);
  });
  const gravest = hazards
    .map((hazard, i) => ({ i, rank: hazard.rectifiedDay === null ? -1 : severityRank[hazard.severity] + random.next() }))
    .sort((p, q) => q.rank - p.rank);
  for (const { i } of gravest.slice(0, prominentHazardCount)) hazards[i]!.prominent = true;
  for (const { i } of gravest.slice(0, 9)) hazards[i]!.major = true;
  return { inspections, hazards };
}

const severityRank: Record<HazardSeverity, number> = { severityLow: 0, severitySlight: 0, severityGeneralCommon: 1, severityHigh: 1.6 };

function inspect(premises: PlacedPremises[], random: SampleRandom): PastInspection[] {
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => firstDay + i);
  const weights: number[] = [];
  let total = 0;
  for (const day of days) {
    total += businessOf(day);
    weights.push(total);
  }
  const drawDay = (from: number): number => {
    for (let attempt = 0; attempt < 12; attempt++) {
      const roll = random.next() * total;
      let [low, high] = [0, weights.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (weights[middle]! < roll) low = middle + 1;
        else high = middle;
      }
      if (days[low]! >= from) return days[low]!;
    }
    return random.whole(from, lastDay);
  };
  const perGrade: Record<SupervisionGrade, number> = { gradeExcellent: 1, gradeGood: 1.6, gradeSecure: 4 };
  const wishes = premises.map(({ grade }, i) => ({ i, key: perGrade[grade] }));
  const wishTotal = wishes.reduce((sum, { key }) => sum + key, 0);
  const extra = inspectionCount - premises.length;
  const visits = wishes.map(() => 1);
  let [given, running] = [0, 0];
  for (const { i, key } of random.shuffle(wishes)) {
    running += key;
    const upTo = Math.round((extra * running) / wishTotal);
    visits[i]! += upTo - given;
    given = upTo;
  }
  const inspectors = Array.from({ length: 64 }, () => personName(random));
  const result: PastInspection[] = [];
  visits.forEach((count, at) => {
    for (let k = 0; k < count; k++) {
      const day = drawDay(Math.max(firstDay, premises[at]!.registeredDay));
      const date = dateOf(day);
      const campaign = sampleCampaigns.find(({ fromOn, toOn }) => date >= fromOn && date <= toOn);
      const roll = random.next();
      result.push({
        premises: at,
        day,
        mode: roll < 0.22 ? 'offHours' : roll < (campaign ? 0.56 : 0.38) ? 'surprise' : 'routine',
        inspector: random.pick(inspectors),
        result: 'pass',
        hazards: 0,
        campaign: campaign && random.chance(0.6) ? campaign.key : null,
      });
    }
  });
  return result.sort((p, q) => p.day - q.day || p.premises - q.premises);
}

/** Which check found each hazard, in order of time; the checks learn how many they found. */
function spreadHazards(inspections: PastInspection[], premises: PlacedPremises[], random: SampleRandom): number[] {
  const keyed = inspections.flatMap(({ premises: at }, i) =>
    [1, 0.42, 0.2].map((share) => ({ i, key: -Math.log(1 - random.next()) / (premises[at]!.proneness * share) })),
  );
  keyed.sort((p, q) => p.key - q.key);
  const found = keyed.slice(0, hazardCount).map(({ i }) => i);
  for (const i of found) {
    inspections[i]!.hazards++;
    inspections[i]!.result = 'hazardsFound';
  }
  for (const inspection of inspections) {
    if (inspection.hazards > 0) continue;
    const roll = random.next();
    inspection.result = roll < 0.012 ? 'refused' : roll < 0.05 ? 'closed' : 'pass';
  }
  return found.sort((p, q) => p - q);
}

const kindsByCategory: Partial<Record<PlacedPremises['category'], readonly HazardKind[]>> = {
  smallEatery: ['gasCylinder', 'expiredExtinguisher', 'agedWiring', 'blockedPassage', 'missingExtinguisher', 'overloadedWiring'],
  rentalHouse: ['ebikeCharging', 'overloadedWiring', 'securityGrille', 'missingExtinguisher', 'blockedPassage'],
  residentialEstate: ['blockedFireLane', 'ebikeCharging', 'faultyAlarm', 'blockedPassage', 'missingExtinguisher'],
  smallWorkshop: ['agedWiring', 'flammableStorage', 'mixedUse', 'missingExtinguisher', 'overloadedWiring'],
  smallWarehouse: ['flammableStorage', 'agedWiring', 'missingExtinguisher', 'missingSign'],
  smallHotel: ['missingSign', 'faultyAlarm', 'securityGrille', 'blockedPassage', 'expiredExtinguisher'],
  flammableExplosiveSite: ['flammableStorage', 'expiredExtinguisher', 'agedWiring'],
  keyFireUnit: ['faultyAlarm', 'blockedFireLane', 'missingSign', 'blockedPassage'],
};
const commonKinds: readonly HazardKind[] = [
  'expiredExtinguisher',
  'missingExtinguisher',
  'agedWiring',
  'blockedPassage',
  'overloadedWiring',
  'missingSign',
  'securityGrille',
  'ebikeCharging',
  'other',
];

function kindFor(premises: PlacedPremises, random: SampleRandom): HazardKind {
  if (premises.mixedUse && random.chance(0.25)) return 'mixedUse';
  const own = kindsByCategory[premises.category];
  return own && random.chance(0.65) ? random.pick(own) : random.pick(commonKinds);
}

function blank(
  past: PastInspection,
  inspection: number,
  premises: PlacedPremises,
  severity: HazardSeverity,
  random: SampleRandom,
): PastHazard {
  return {
    premises: past.premises,
    inspection,
    kind: kindFor(premises, random),
    severity,
    state: 'found',
    prominent: false,
    major: false,
    concealed: random.chance(0.012),
    foundDay: past.day,
    assignedDay: null,
    deadlineDay: null,
    rectifiedDay: null,
    acceptedDay: null,
    closedDay: null,
    followupDueDay: null,
  };
}

function openHazard(past: PastInspection, inspection: number, premises: PlacedPremises, order: number, random: SampleRandom): PastHazard {
  const severity = (['severityHigh', 'severityGeneralCommon', 'severityGeneralCommon', 'severitySlight'] as const)[order % 4]!;
  const hazard = blank(past, inspection, premises, severity, random);
  if (severity === 'severityHigh') premises.grade = 'gradeSecure';
  hazard.state = (['rectifying', 'assigned', 'submitted', 'graded', 'rectifying', 'found'] as const)[order % 6]!;
  if (hazard.state === 'found' || hazard.state === 'graded') return hazard;
  hazard.assignedDay = Math.min(lastDay, hazard.foundDay + random.whole(0, 1));
  hazard.deadlineDay = hazard.assignedDay + random.whole(5, 20);
  return hazard;
}

function settledHazard(past: PastInspection, inspection: number, premises: PlacedPremises, random: SampleRandom): PastHazard {
  const roll = random.next();
  const severity: HazardSeverity =
    roll < 0.33 ? 'severityLow' : roll < 0.63 ? 'severitySlight' : roll < 0.92 ? 'severityGeneralCommon' : 'severityHigh';
  const hazard = blank(past, inspection, premises, severity, random);
  const minor = severity === 'severityLow' || severity === 'severitySlight';
  const room = lastDay - hazard.foundDay;
  if (room < 4 || (minor && random.chance(0.72))) {
    hazard.state = 'fixedOnSite';
    hazard.rectifiedDay = hazard.foundDay;
    hazard.closedDay = hazard.foundDay;
    return hazard;
  }
  const assigned = hazard.foundDay + random.whole(0, Math.min(2, room));
  const allowed = minor ? random.whole(3, 7) : severity === 'severityHigh' ? random.whole(10, 30) : random.whole(5, 15);
  const taken = Math.max(1, Math.round(allowed * (random.chance(0.07) ? random.between(1.1, 2.2) : random.between(0.25, 1))));
  hazard.assignedDay = assigned;
  hazard.deadlineDay = assigned + allowed;
  hazard.rectifiedDay = Math.min(lastDay, assigned + taken);
  hazard.acceptedDay = Math.min(lastDay, hazard.rectifiedDay + random.whole(0, 3));
  hazard.state = 'accepted';
  const closes = hazard.acceptedDay + random.whole(0, 4);
  if (closes > lastDay) return hazard;
  hazard.closedDay = closes;
  hazard.state = 'closed';
  if (minor) return hazard;
  hazard.followupDueDay = closes + random.whole(25, 60);
  if (hazard.followupDueDay <= lastDay)
    hazard.state = hazard.followupDueDay < lastDay - 20 || random.chance(0.6) ? 'stable' : 'followupDue';
  return hazard;
}
