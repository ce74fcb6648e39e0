import { describe, expect, it } from 'vitest';
import fixture from './fixtures/empirical-bayes.json' with { type: 'json' };
import { compareWithChecks, listNeverVisited, smoothRates } from './index.ts';

describe('smoothed rates', () => {
  const [events, base] = [Float64Array.from(fixture.events), Float64Array.from(fixture.base)];
  it('are those of the formula in numpy', () => {
    smoothRates(events, base).forEach((rate, unit) => {
      expect(rate).toBeCloseTo(fixture.smoothed[unit]!, 12);
    });
  });

  it('lie between the own rate and the overall one, nearer to the own the more checks there were', () => {
    const overall = events.reduce((sum, value) => sum + value) / base.reduce((sum, value) => sum + value);
    smoothRates(events, base).forEach((rate, unit) => {
      const own = base[unit]! > 0 ? events[unit]! / base[unit]! : overall;
      expect(rate).toBeGreaterThanOrEqual(Math.min(own, overall) - 1e-12);
      expect(rate).toBeLessThanOrEqual(Math.max(own, overall) + 1e-12);
    });
    const [few, many] = smoothRates(Float64Array.of(4, 40, 10, 30), Float64Array.of(2, 20, 50, 10)) as unknown as [number, number];
    expect(Math.abs(2 - many)).toBeLessThan(Math.abs(2 - few));
    expect([...smoothRates(Float64Array.of(0, 0), Float64Array.of(0, 0))]).toEqual([0, 0]);
  });
});

describe('inspection bias', () => {
  it('tells a hot spot that follows the checks from one that does not, and names what nobody looks at', () => {
    const bias = compareWithChecks({
      // many checks, many hazards | few checks, many each | average | nobody was there | nothing there
      hazards: Float64Array.of(60, 30, 20, 0, 0),
      checks: Float64Array.of(150, 15, 60, 0, 0),
      premises: Float64Array.of(30, 30, 30, 12, 0),
      neverVisited: Float64Array.of(0, 18, 3, 12, 0),
    });
    expect(bias.units.map(({ flag }) => flag)).toEqual(['explainedByChecks', 'underChecked', 'none', 'unseen', 'none']);
    expect(bias.hazardsPerCheck).toBeCloseTo(110 / 225, 12);
    expect(bias.units[1]).toMatchObject({ hazardsPerCheck: 2, checksPerPremises: 0.5, neverVisitedShare: 0.6 });
    expect(bias.units[3]).toMatchObject({ hazardsPerCheck: null, checksPerPremises: 0, smoothedRate: bias.hazardsPerCheck });
    expect(bias.units[4]).toMatchObject({ hazardsPerCheck: null, checksPerPremises: null, neverVisitedShare: null });
  });

  it('says nothing without any check or premises', () => {
    const none = new Float64Array(1);
    expect(compareWithChecks({ hazards: none, checks: none, premises: none, neverVisited: none }).units[0]).toMatchObject({
      flag: 'none',
      smoothedRate: 0,
    });
  });
});

it('lists premises never checked by how long they have waited, as of a day', () => {
  const noDay = -1;
  const lastCheck = Int32Array.of(noDay, 90, noDay, 120, noDay, noDay);
  const registered = Int32Array.of(50, 10, noDay, 20, 105, 30);
  expect(listNeverVisited(lastCheck, registered, noDay, 100, null)).toEqual([
    { row: 3, days: 80 },
    { row: 5, days: 70 },
    { row: 0, days: 50 },
    { row: 2, days: null },
  ]);
  expect(listNeverVisited(lastCheck, registered, noDay, 100, Uint8Array.of(1, 1, 1, 0, 1, 0)).map(({ row }) => row)).toEqual([0, 2]);
});
