import { type AreaColumns, unpackArea } from '../../../geo/area-columns.ts';
import type { CoverageAnswer } from '../coverage.ts';
import { feature, multiLine, point, type ResultForms, type ResultValue, tenths } from './result-parts.ts';

/** Places in the order in which they arrive. */
const places = ['first', 'second', 'third'] as const;

function dueOf({ premises, stations }: CoverageAnswer, row: number): { name: string | null; seconds: number | null }[] {
  return places.map((_, place) => {
    const station = premises.due.station[row * premises.due.k + place]!;
    return { name: stations[station]?.name ?? null, seconds: tenths(premises.due.seconds[row * premises.due.k + place]!) };
  });
}

/** The first tier whose limit is kept; null for gaps. */
function tierOf({ premises, tiers }: CoverageAnswer, row: number): string | null {
  const count = premises.fid.length;
  return tiers.find(({ travelSeconds }, tier) => premises.tierSeconds[tier * count + row]! <= travelSeconds)?.tier.label ?? null;
}

export const coverageResults: ResultForms<CoverageAnswer> = {
  *features(answer, names) {
    const { tiers, firstDue, stations, excluded, premises, zones, parameters } = answer;
    for (const { tier, travelSeconds, area, roads, ...shares } of tiers) {
      const said = { tier: tier.label, minutes: tier.minutes, clockStart: tier.clockStart, travelSeconds };
      const { covered, total } = shares.premises;
      yield feature(unpackArea(area), {
        kind: 'tier',
        ...said,
        premisesCovered: covered,
        premises: total,
        highRiskPremisesCovered: shares.highRiskPremises.covered,
        highRiskPremises: shares.highRiskPremises.total,
        openHazardsCovered: shares.openHazards.covered,
        openHazards: shares.openHazards.total,
      });
      yield feature(multiLine(roads), { kind: 'roads', ...said });
    }
    for (const { id, name, geom, reached, percentileSeconds, premises: counted } of zones) {
      yield feature(geom, {
        kind: 'zone',
        id,
        name,
        premises: counted,
        premisesReached: reached,
        percentile: parameters.percentile,
        percentileSeconds: tenths(percentileSeconds ?? Number.NaN),
      });
    }
    for (const { station, area } of firstDue) yield feature(unpackArea(area), { kind: 'firstDue', station: stations[station]!.name });
    for (const { lon, lat, id, name, type, ghost, snapMeters } of stations) {
      yield feature(point(lon, lat), { kind: 'station', id, name, type, ghost, snapMeters: tenths(snapMeters) });
    }
    for (const { station, reason } of excluded) {
      const { lon, lat, id, name, type } = station;
      if (reason !== 'noPosition') yield feature(point(lon, lat), { kind: 'excludedStation', id, name, type, reason });
    }
    for (const [row, fid] of premises.fid.entries()) {
      const [first, second, third] = dueOf(answer, row);
      yield feature(point(premises.lon[row]!, premises.lat[row]!), {
        kind: 'premises',
        fid,
        name: names.premises(fid),
        tier: tierOf(answer, row),
        first: first!.name,
        firstSeconds: first!.seconds,
        second: second!.name,
        secondSeconds: second!.seconds,
        third: third!.name,
        thirdSeconds: third!.seconds,
        depth: premises.depth[row],
        snapMeters: tenths(premises.snapMeters[row]!),
      });
    }
  },
  table(answer, names) {
    const { premises, zones } = answer;
    return {
      columns: [
        { key: 'fid' },
        { key: 'name' },
        { key: 'lon' },
        { key: 'lat' },
        { key: 'zone' },
        { key: 'zonePercentileSeconds' },
        { key: 'tier' },
        { key: 'first' },
        { key: 'firstSeconds' },
        { key: 'second' },
        { key: 'secondSeconds' },
        { key: 'third' },
        { key: 'thirdSeconds' },
        { key: 'depth' },
        { key: 'snapMeters' },
      ],
      rows: Array.from(premises.fid, (fid, row): ResultValue[] => [
        fid,
        names.premises(fid),
        premises.lon[row]!,
        premises.lat[row]!,
        zones[premises.zone[row]!]?.name ?? null,
        tenths(zones[premises.zone[row]!]?.percentileSeconds ?? Number.NaN),
        tierOf(answer, row),
        ...dueOf(answer, row).flatMap(({ name, seconds }) => [name, seconds]),
        premises.depth[row]!,
        tenths(premises.snapMeters[row]!),
      ]),
    };
  },
  json(answer) {
    const withGeometry = <Part extends { area: AreaColumns }>(part: Part) => ({ ...part, area: unpackArea(part.area) });
    return { ...answer, tiers: answer.tiers.map(withGeometry), firstDue: answer.firstDue.map(withGeometry) };
  },
};
