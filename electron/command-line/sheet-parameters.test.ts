import { expect, it } from 'vitest';
import { checkSheet } from './sheet-parameters.ts';

it('is the coverage of everything when nothing is said', () => {
  expect(checkSheet({})).toEqual({ ok: true, value: { coverage: {}, extent: null } });
});

it('hands over what is said as the window takes it', () => {
  const extent = [114.2, 30.4, 114.4, 30.6];
  const said = { bivariate: { units: 'zones' }, route: { from: { premisesFid: 1 } }, routeRank: 2, asOf: '1970-01-11', extent };
  expect(checkSheet({ ...said, filters: { grades: ['gradeSecure'] } })).toEqual({
    ok: true,
    value: {
      coverage: {},
      bivariate: said.bivariate,
      route: { request: said.route, chosen: 1 },
      filters: { categories: [], grades: ['gradeSecure'], colors: [], openHazardsOnly: false, hazardSeverities: [] },
      day: 10,
      extent,
    },
  });
});

it.each([
  [{ map: 'coverage' }, 'map'],
  [{ filters: { grades: ['gradeBest'] } }, 'filters.grades.0'],
  [{ asOf: 'yesterday' }, 'asOf'],
  [{ routeRank: 0 }, 'routeRank'],
  [{ extent: [114, 30, 115] }, 'extent'],
])('names what is wrong in %j', (parameters, path) => {
  expect(checkSheet(parameters)).toMatchObject({ ok: false, failure: { code: 'badParameters', details: { path } } });
});
