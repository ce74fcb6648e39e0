import { z } from 'zod';
import { checkParameters } from '../../shared/analyses/response/check-parameters.ts';
import { dayOfDate } from '../../shared/analyses/response/day-range.ts';
import { type SheetRequest, sheetRequest } from '../../shared/ipc/index.ts';
import { done, filtersSchema, type Result } from '../../shared/model/index.ts';

const request = sheetRequest.shape.coverage;

/** What a one-page sheet can be told on the command line. */
export const sheetParameters = z.strictObject({
  coverage: request.default({}).describe('响应覆盖的参数，见 [coverage](#coverage) · parameters of the coverage'),
  bivariate: request
    .nullable()
    .default(null)
    .describe(
      '风险与响应的参数，见 [bivariate](#bivariate)；写了它（可为 `{}`）图上画风险与响应，否则画覆盖 · of [bivariate](#bivariate), which the map then shows instead of the coverage',
    ),
  route: request
    .nullable()
    .default(null)
    .describe('路线的参数，见 [route](#route)；写了它，整页是这条路线 · of [route](#route), which the sheet is then about'),
  routeRank: z.int().min(1).max(5).default(1).describe('第几条路线 · which of the routes'),
  filters: filtersSchema
    .nullable()
    .default(null)
    .describe('只计算通过这些筛选的；null 为全部 · what counts has to pass these; null for all'),
  asOf: z.iso.date().nullable().default(null).describe('按哪一天的场所、隐患和站点；null 为今天 · the day it is of; null for today'),
  extent: sheetRequest.shape.extent
    .default(null)
    .describe('图上的范围：西、南、东、北；null 为全部数据 · what the map shows: west, south, east, north; null for all there is'),
});

/** The sheet a command line asks for. Fails with `badParameters`. */
export function checkSheet(parameters: unknown): Result<SheetRequest> {
  const checked = checkParameters(sheetParameters, parameters);
  if (!checked.ok) return checked;
  const { coverage, bivariate, route, routeRank, filters, asOf, extent } = checked.value;
  return done({
    coverage,
    extent,
    ...(bivariate === null ? {} : { bivariate }),
    ...(route === null ? {} : { route: { request: route, chosen: routeRank - 1 } }),
    ...(filters === null ? {} : { filters }),
    ...(asOf === null ? {} : { day: dayOfDate(asOf) }),
  });
}
