import { area as areaOf } from '@turf/area';
import { snapFaults } from '../../network/index.ts';
import type { NetworkAnswer } from '../network.ts';
import { networkFaults } from '../network.ts';
import type { ReachAnswer } from '../reach.ts';
import type { SiteAnswer } from '../sites.ts';
import { feature, multiLine, nameOf, point, type ResultForms, type ResultValue, significant, tenths } from './result-parts.ts';
import { placeFeature } from './way-results.ts';

export const reachResults: ResultForms<ReachAnswer> = {
  features: ({ limits, firstDue, from }, names) => [
    ...limits.flatMap(({ minutes, travelSeconds, area, roads, roadMeters }) => [
      feature(area, { kind: 'reach', minutes, travelSeconds }),
      feature(multiLine(roads), { kind: 'roads', minutes, travelSeconds, meters: tenths(roadMeters) }),
    ]),
    ...firstDue.map(({ station, area }) => feature(area, { kind: 'firstDue', name: nameOf(from[station]!, names), number: station + 1 })),
    ...from.map((place) => placeFeature('from', place, names)),
  ],
  table: ({ limits }) => ({
    columns: [{ key: 'minutes' }, { key: 'seconds' }, { key: 'meters' }, { key: 'squareKilometers' }],
    rows: limits.map(({ minutes, travelSeconds, roadMeters, area }): ResultValue[] => [
      minutes,
      travelSeconds,
      tenths(roadMeters),
      significant(areaOf(area) / 1e6),
    ]),
  }),
};

export const networkResults: ResultForms<NetworkAnswer> = {
  features: ({ lines, stations }) => [
    ...networkFaults.map((fault) => feature(multiLine(lines[fault]), { kind: fault, edges: lines[fault].count })),
    ...snapFaults.flatMap((kind) =>
      stations[kind].map(({ id, name, lon, lat }) => feature(point(lon, lat), { kind: `${kind}Station`, id, name })),
    ),
  ],
  table: ({ report, premises, stations }) => ({
    columns: [{ key: 'measure', words: 'analyses.networkMeasure' }, { key: 'count' }],
    rows: [
      ['nodes', report.nodes],
      ['edges', report.edges],
      ['meters', Math.round(report.meters)],
      ['usableEdges', report.usableEdges],
      ['usableMeters', Math.round(report.usableMeters)],
      ['components', report.components.length],
      ...networkFaults.map((fault): ResultValue[] => [fault, report[fault].length]),
      ['joinedEnds', report.joinedEnds],
      ['joinedCrossings', report.joinedCrossings],
      ['passedCrossings', report.passedCrossings],
      ['unresolvedRestrictions', report.unresolvedRestrictions],
      ['conditionalRestrictions', report.conditionalRestrictions],
      ['refusedStations', stations.refused.length],
      ['cutOffStations', stations.cutOff.length],
      ['farStations', stations.far.length],
      ['premises', premises.total],
      ['refusedPremises', premises.refused.fid.length],
      ['cutOffPremises', premises.cutOff.fid.length],
      ['farPremises', premises.far.fid.length],
    ],
  }),
};

/** Rank among the chosen, and the objective once it is added; nothing for the rest. */
function chosenAs({ chosen, steps }: SiteAnswer, candidate: number): { rank: number | null; after: number | null } {
  const place = chosen.indexOf(candidate);
  return place < 0 ? { rank: null, after: null } : { rank: place + 1, after: significant(steps[place + 1]!) };
}

export const siteResults: ResultForms<SiteAnswer> = {
  features: (answer, names) =>
    answer.candidates.map((place, index) => {
      const told = placeFeature('candidate', place, names);
      const { rank, after } = chosenAs(answer, index);
      return { ...told, properties: { ...told.properties, chosen: rank !== null, rank, valueAfter: after } };
    }),
  table: (answer, names) => ({
    columns: [
      { key: 'number' },
      { key: 'name' },
      { key: 'lon' },
      { key: 'lat' },
      { key: 'rank' },
      { key: 'valueAfter' },
      { key: 'snapMeters' },
    ],
    rows: answer.candidates.map((place, index): ResultValue[] => {
      const { rank, after } = chosenAs(answer, index);
      return [index + 1, nameOf(place, names), place.lon, place.lat, rank, after, tenths(place.snapMeters)];
    }),
  }),
};
