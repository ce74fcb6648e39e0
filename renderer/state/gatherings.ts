import { createStore } from 'zustand/vanilla';
import {
  type CellShape,
  type ConfidenceAlpha,
  type Correction,
  defaultSeverityWeights,
  type HotspotMeasure,
  kindOfCode,
  type SeverityWeights,
  type StepUnit,
} from '../../shared/analyses/hotspots/index.ts';
import type { CellParameters, ClusterParameters, ResponseAnswer, ResponseRequest } from '../../shared/analyses/response/index.ts';
import { emergingLevel } from '../../shared/look/analysis-colors.ts';
import { responseStore, runResponse } from './response.ts';

export const gatheringKinds = ['hotspots', 'cluster', 'emerging', 'bias'] as const;
/** Analyses of where things gather, by the names of their tasks. */
export type GatheringKind = (typeof gatheringKinds)[number];

/** What the hot spot screens ask for. Shape, size, neighbours and correction are common to all that work on cells. */
export interface GatheringsState {
  kind: GatheringKind;
  shape: CellShape;
  cellMeters: number;
  /** Null: touching cells. */
  nearMeters: number | null;
  correction: Correction;
  alpha: ConfidenceAlpha;
  /** Weight by severity, as the columns have them: unknown, low, slight, general, high. */
  severityWeights: SeverityWeights;
  /** Days of discovery and of checks that count; null is open. */
  from: string | null;
  to: string | null;
  region: CellParameters['region'];
  measure: HotspotMeasure;
  of: ClusterParameters['of'];
  radiusMeters: number;
  minPoints: number;
  stepMeasure: 'hazards' | 'severityWeighted';
  unit: StepUnit;
  units: 'zones' | 'cells';
  /** Cell, number of the cluster, or number of the unit looked at; null when none is. */
  chosen: number | null;
}
export const initialGatherings: GatheringsState = {
  kind: 'hotspots',
  shape: 'hexagon',
  cellMeters: 300,
  nearMeters: null,
  correction: 'benjaminiHochberg',
  alpha: 0.1,
  severityWeights: defaultSeverityWeights,
  from: null,
  to: null,
  region: 'zones',
  measure: 'hazards',
  of: 'hazards',
  radiusMeters: 150,
  minPoints: 5,
  stepMeasure: 'hazards',
  unit: 'month',
  units: 'zones',
  chosen: null,
};
export const gatheringsStore = createStore<GatheringsState>(() => initialGatherings);

export function setGatherings(change: Partial<Omit<GatheringsState, 'kind' | 'chosen'>>): void {
  gatheringsStore.setState(change);
}
export function showGathering(kind: GatheringKind): void {
  gatheringsStore.setState({ kind, chosen: null });
}
export function chooseGathering(chosen: number | null): void {
  gatheringsStore.setState({ chosen });
}

export function gatheringRequest(kind: GatheringKind, state: GatheringsState): ResponseRequest<GatheringKind> {
  const { shape, cellMeters, nearMeters, correction, alpha, measure, of, radiusMeters, minPoints, stepMeasure, unit, units, region } =
    state;
  const period = { from: state.from, to: state.to };
  const severityWeights = [...state.severityWeights] as [number, number, number, number, number];
  if (kind === 'cluster') return { of, radiusMeters, minPoints, period };
  if (kind === 'bias') return { shape, cellMeters, units, region, period };
  const neighbourhood = nearMeters === null ? { kind: 'touching' as const } : { kind: 'within' as const, meters: nearMeters };
  const cells = { shape, cellMeters, neighbourhood, correction, alpha, region, period, severityWeights };
  return kind === 'hotspots' ? { ...cells, measure } : { ...cells, measure: stepMeasure, unit };
}
export function runGathering(): void {
  const state = gatheringsStore.getState();
  chooseGathering(null);
  runResponse(state.kind, gatheringRequest(state.kind, state));
}

/** The answer on the map, with its kind. */
export type Gathering = { [K in GatheringKind]: { kind: K; answer: ResponseAnswer<K>; chosen: number | null } }[GatheringKind];

let last: Gathering | null = null;
/** The same object as long as nothing about it changes. */
export function currentGathering(): Gathering | null {
  const { kind, chosen } = gatheringsStore.getState();
  const answer = responseStore.getState().entries[kind]?.answer ?? null;
  if (answer === null) return null;
  if (last?.kind !== kind || last.answer !== answer || last.chosen !== chosen) last = { kind, answer, chosen } as Gathering;
  return last;
}

/** Units that stand out, in the order of their list. */
export function unitsInOrder({ kind, answer }: Gathering): number[] {
  if (kind === 'cluster') return answer.clusters.map(({ cluster }) => cluster);
  if (kind === 'bias') {
    const order = ['unseen', 'underChecked', 'explainedByChecks'];
    const units = [...answer.units.keys()].filter((unit) => answer.units[unit]!.flag !== 'none');
    const rank = (unit: number) => order.indexOf(answer.units[unit]!.flag);
    return units.sort((a, b) => rank(a) - rank(b) || answer.units[b]!.hazards - answer.units[a]!.hazards);
  }
  if (kind === 'hotspots') {
    const { classes, z } = answer;
    return [...classes.keys()].filter((cell) => classes[cell]! > 0).sort((a, b) => z[b]! - z[a]!);
  }
  const { codes, z, steps } = answer;
  const level = (cell: number) => emergingLevel(kindOfCode(codes[cell]!)!);
  const lastScore = (cell: number) => z[(steps - 1) * codes.length + cell]!;
  return [...codes.keys()].filter((cell) => codes[cell] !== 0).sort((a, b) => level(b) - level(a) || lastScore(b) - lastScore(a));
}
