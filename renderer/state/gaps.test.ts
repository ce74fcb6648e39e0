import { expect, it } from 'vitest';
import { coverageParameters, runCoverage } from '../../shared/analyses/response/index.ts';
import { KM, kilometreAMinute, streetInputs } from '../../shared/testing/a-street.ts';
import { findGaps, placesOf } from './gaps.ts';
import { coverClasses, coverSymbols, gapClass, offRoadClass } from './premises-cover.ts';

const tiers = [{ label: '一分钟', types: ['fireStation' as const], minutes: 1, clockStart: 'departure' as const }];
const closedAt = (kilometers: number) => ({ positions: [[kilometers * KM, 0] as [number, number]] });
const answerWith = async (request: object) =>
  runCoverage(coverageParameters.parse({ profileChanges: kilometreAMinute, tiers, ...request }), streetInputs());

it('tells premises reached late, the latest first, from those nobody reaches and those off the roads', async () => {
  const open = await answerWith({});
  const fids = (places: number[]) => places.map((place) => open.premises.fid[place]);
  expect(fids(findGaps(open).late)).toEqual([14, 13, 12]);
  expect(fids(findGaps(open).offRoad)).toEqual([15]);
  expect(findGaps(open).unreached).toEqual([]);
  expect(fids(placesOf(findGaps(open)))).toEqual([14, 13, 12, 15]);

  // 12 at 2.5 and 13 at 3.9 km lie between the closures.
  const closed = await answerWith({ closures: [closedAt(1.5), closedAt(5)] });
  const gaps = findGaps(closed);
  expect(gaps.unreached.map((place) => closed.premises.fid[place])).toEqual([12, 13, 14]);
  expect(gaps.late).toEqual([]);
});

it.each(['tier', 'seconds', 'depth'] as const)('draws what is off the roads with a symbol of its own by %s', async (show) => {
  const answer = await answerWith({});
  const classes = coverClasses(answer, show, null);
  expect(classes[4]).toBe(offRoadClass(show, 1));
  expect(classes[4]).not.toBe(gapClass(show, 1));
  // 14 is seven minutes away.
  expect(classes[3]).toBe(show === 'seconds' ? 4 : gapClass(show, 1));
  const symbols = coverSymbols(show, 1, 'light');
  expect(symbols.length).toBe(offRoadClass(show, 1) + 1);
  expect(symbols.at(-1)!.shape).toBe('cross');
});
