import type { Feature } from 'geojson';
import type { ResponseAnswer, ResponseTaskId } from '../tasks.ts';
import { coverageResults } from './coverage-results.ts';
import { biasResults, bivariateResults, clusterResults, emergingResults, hotspotResults } from './gathering-results.ts';
import { complianceResults, tourResults } from './patrol-results.ts';
import { networkResults, reachResults, siteResults } from './reach-results.ts';
import { noNames, type ResultForms, type ResultNames, type ResultTable } from './result-parts.ts';
import { matrixResults, nearestResults, routeResults } from './way-results.ts';

const forms: { [Id in ResponseTaskId]: ResultForms<ResponseAnswer<Id>> } = {
  coverage: coverageResults,
  route: routeResults,
  nearest: nearestResults,
  matrix: matrixResults,
  reach: reachResults,
  sites: siteResults,
  bivariate: bivariateResults,
  tour: tourResults,
  compliance: complianceResults,
  network: networkResults,
  hotspots: hotspotResults,
  emerging: emergingResults,
  bias: biasResults,
  cluster: clusterResults,
};

/** An answer as features in WGS84; `kind` says what each is. */
export function toFeatures<Id extends ResponseTaskId>(id: Id, answer: ResponseAnswer<Id>, names: ResultNames = noNames): Iterable<Feature> {
  return (forms[id] as ResultForms<ResponseAnswer<Id>>).features(answer, names);
}

/** An answer as rows. */
export function toTable<Id extends ResponseTaskId>(id: Id, answer: ResponseAnswer<Id>, names: ResultNames = noNames): ResultTable {
  return (forms[id] as ResultForms<ResponseAnswer<Id>>).table(answer, names);
}

/** What the JSON file of an answer holds. */
export function toJson<Id extends ResponseTaskId>(id: Id, answer: ResponseAnswer<Id>): object {
  return (forms[id] as ResultForms<ResponseAnswer<Id>>).json?.(answer) ?? answer;
}
