import type { Position } from 'geojson';
import type { TFunction } from 'i18next';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type BivariateAnswer, type CoverageAnswer, type ResponseRequest, travelParameters } from '../shared/analyses/response/index.ts';
import { boxOfPositions } from '../shared/geo/box-of-positions.ts';
import type { SheetRequest } from '../shared/ipc/index.ts';
import type { Filters } from '../shared/model/index.ts';
import { spaceLatin } from '../shared/text/space-latin.ts';
import { formatCount, formatShare } from './format.ts';
import { useMapPicture } from './map-picture.ts';
import { filterWords } from './panels/filter-words.ts';
import { BivariateLegend } from './panels/response/bivariate-legend.tsx';
import { CoverageShares } from './panels/response/coverage-shares.tsx';
import { usePremisesNames } from './panels/response/premises-names.ts';
import { GapCounts, SheetGaps } from './panels/response/sheet-gaps.tsx';
import { SheetWorst } from './panels/response/sheet-worst.tsx';
import { worstWords } from './panels/response/worst-words.ts';
import { ZonePercentiles } from './panels/response/zone-percentiles.tsx';
import { SheetPage } from './sheet-page.tsx';
import { useSheetRun } from './sheet-run.ts';
import { adoptRequest } from './state/coverage.ts';
import { findGaps, placesOf } from './state/gaps.ts';
import { lookAtDay } from './state/looked-day.ts';
import type { Extent } from './state/map-view.ts';
import { preferencesStore } from './state/preferences.ts';
import { responseStore, runResponse } from './state/response.ts';
import { setFilteredScope } from './state/response-scope.ts';
import { showResponse } from './state/response-screen.ts';
import { setWorstNamed } from './state/sheet-map.ts';
import { tierName } from './state/tier-name.ts';
import { useFittedMap } from './use-fitted-map.ts';

/** As many of the places of high risk and slow response are named and marked: of the sheet about them, and of that about coverage. */
const WORST_NAMED = { risk: 6, coverage: 3 };

/** One page for the wall: where risk is high and response slow, with what it rests on. */
export function SheetScreen({ sheet }: { sheet: SheetRequest }) {
  const { t, i18n } = useTranslation();
  const { coverage, bivariate } = useStore(responseStore, (state) => state.entries);
  const answer = coverage?.answer ?? null;
  const risk = bivariate?.answer ?? null;
  // Beside the map of the coverage stand its gaps, beside that of risk × response its nine colours.
  const mostGaps = sheet.bivariate === undefined ? 24 : 0;
  const mostWorst = sheet.bivariate === undefined ? WORST_NAMED.coverage : WORST_NAMED.risk;
  const gaps = useMemo(() => (answer === null ? null : findGaps(answer)), [answer]);
  const gapFids = useMemo(
    () =>
      gaps === null
        ? null
        : placesOf(gaps)
            .slice(0, mostGaps)
            .map((place) => answer!.premises.fid[place]!),
    [gaps, mostGaps, answer],
  );
  const worstFids = useMemo(
    () => (risk === null ? null : risk.worst.slice(0, mostWorst).map(({ premisesFid }) => premisesFid)),
    [risk, mostWorst],
  );
  const gapNames = usePremisesNames(gapFids);
  const worstNames = usePremisesNames(worstFids);
  useEffect(() => setWorstNamed(mostWorst), [mostWorst]);
  const picture = useMapPicture(gapNames !== null && bivariate?.progress === null && (risk === null || worstNames !== null));
  const ask = useCallback(() => askFor(sheet), [sheet]);
  useSheetRun(ask, coverage?.failure ?? (sheet.bivariate === undefined ? null : (bivariate?.failure ?? null)));
  useFittedMap(useMemo(() => sheet.extent ?? (answer === null ? null : extentOf(answer)), [sheet, answer]));

  return (
    <SheetPage
      title={t('response.sheet.title')}
      lead={answer === null ? [] : leadOf(t, answer, tierName(i18n.language, answer.tiers.at(-1)!.tier), risk, worstNames)}
      answer={answer}
      picture={picture}
      side={
        answer === null ? null : (
          <>
            <section>
              <h2>{t('response.sheet.keyNumbers')}</h2>
              <CoverageShares answer={answer} />
              {gaps === null || mostGaps > 0 ? null : <GapCounts answer={answer} gaps={gaps} named={0} />}
            </section>
            {risk === null || worstNames === null ? null : <SheetWorst answer={risk} names={worstNames} />}
            {risk === null || sheet.bivariate === undefined ? null : <RiskPart answer={risk} />}
            {gaps === null || mostGaps === 0 ? null : <SheetGaps answer={answer} gaps={gaps} names={gapNames ?? []} />}
            {answer.zones.length === 0 || sheet.bivariate !== undefined ? null : (
              <section className="sheet-zones">
                <h2>{t('response.sheet.zones', { percentile: answer.parameters.percentile })}</h2>
                <ZonePercentiles answer={answer} most={5} />
              </section>
            )}
          </>
        )
      }
      assumptions={answer === null ? [] : [...assumptionsOf(t, answer), ...(risk === null || mostGaps === 0 ? [] : riskBasis(t, risk))]}
      corner={<SignOff />}
    />
  );
}

function askFor(sheet: SheetRequest): void {
  if (sheet.day !== undefined) lookAtDay(sheet.day);
  setFilteredScope(sheet.filters !== undefined);
  adoptRequest(sheet.coverage);
  runResponse('coverage', sheet.coverage);
  if (sheet.bivariate !== undefined) showResponse('bivariate');
  runResponse('bivariate', { ...travelOf(sheet.coverage), ...sheet.bivariate });
}

/** What the answer is about: the stations, and the premises that stand by a road. */
function extentOf({ premises, stations }: CoverageAnswer): Extent | null {
  const byRoad = [...premises.fid.keys()].filter((place) => Number.isFinite(premises.snapMeters[place]!));
  const positions = [
    ...stations.map(({ lon, lat }) => [lon, lat] satisfies Position),
    ...byRoad.map((place) => [premises.lon[place]!, premises.lat[place]!] satisfies Position),
  ];
  return positions.length === 0 ? null : boxOfPositions(positions);
}

/** What both analyses of a sheet travel by, where nothing else is said. */
const travelNames: readonly string[] = [...Object.keys(travelParameters.shape), 'ghostStations'];
const travelOf = (coverage: SheetRequest['coverage']): Partial<ResponseRequest<'bivariate'>> =>
  Object.fromEntries(Object.entries(coverage).filter(([name]) => travelNames.includes(name)));

/** As many of the worst places are named in the first lines. */
const MOST_IN_LEAD = 3;

function leadOf(
  t: TFunction,
  { tiers, premises, scope }: CoverageAnswer,
  tier: string,
  risk: BivariateAnswer | null,
  names: readonly string[] | null,
): string[] {
  const { covered, total } = tiers.at(-1)!.premises;
  const coverage = t('response.sheet.lead', {
    tier,
    share: formatShare(covered, total),
    covered: formatCount(covered),
    total: formatCount(total),
    rest: formatCount(total - covered),
  });
  const filtered =
    scope === undefined
      ? ''
      : t('response.sheet.filtered', {
          filters: filterWords(t, scope.filters as Filters).join(t('response.sheet.filtersJoin')),
          n: formatCount(premises.fid.length),
        }) + t('response.sheet.leadJoin');
  return [filtered + coverage, ...(risk === null ? [] : [worstLead(t, risk, names ?? [])])];
}

function worstLead(t: TFunction, answer: BivariateAnswer, premisesNames: readonly string[]): string {
  const { worst } = answer;
  if (worst.length === 0) return t('response.sheet.worstNowhere');
  const named = premisesNames.slice(0, MOST_IN_LEAD).map((name, index) => worstWords(t, answer, worst[index]!, name).name);
  return spaceLatin(
    t(worst.length > named.length ? 'response.sheet.worstMore' : 'response.sheet.worst', {
      n: formatCount(worst.length),
      premises: formatCount(worst.reduce((sum, place) => sum + place.premises, 0)),
      names: named.join(t('response.sheet.namesJoin')),
    }),
  );
}

/** What risk and response are measured by. */
function riskBasis(t: TFunction, { parameters: { units, cellMeters, percentile }, terciles }: BivariateAnswer): string[] {
  return [
    t(`response.sheet.unit.${units}`, { meters: cellMeters }),
    ...(units === 'premises' ? [] : [t('response.sheet.unitSeconds', { percentile })]),
    ...(units === 'cells' ? [t('response.sheet.unitTouching')] : []),
    t('response.sheet.unitRisk'),
    t(terciles ? 'response.sheet.terciles' : 'response.sheet.ownBreaks'),
  ];
}

function RiskPart({ answer }: { answer: BivariateAnswer }) {
  const { t } = useTranslation();
  return (
    <section className="sheet-risk" aria-label={t('response.sheet.risk')}>
      <BivariateLegend answer={answer} scale={1.4} />
      <div className="muted">
        {riskBasis(t, answer).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

/** Names of this many stations that do not count. */
const MOST_NAMED = 4;

function assumptionsOf(t: TFunction, { parameters, excluded, asOf }: CoverageAnswer): string[] {
  const left = excluded.filter(({ reason }) => reason !== 'notAResource').map(({ station }) => station.name);
  return [
    t('response.sheet.snapLimit', { meters: parameters.snapLimitMeters }),
    ...(parameters.closures.length > 0 ? [t('response.sheet.closures', { n: parameters.closures.length })] : []),
    ...(parameters.ghostStations.length > 0 ? [t('response.sheet.ghosts', { n: parameters.ghostStations.length })] : []),
    ...(left.length > 0
      ? [
          t(left.length > MOST_NAMED ? 'response.sheet.excludedMore' : 'response.sheet.excluded', {
            names: left.slice(0, MOST_NAMED).join(t('panels.filters.wordsJoin')),
            n: formatCount(left.length),
          }),
        ]
      : []),
    t('response.sheet.day', { date: asOf }),
    t('response.sheet.personal'),
  ];
}

/** Who made it, and room for those who answer for it. */
function SignOff() {
  const { t } = useTranslation();
  const unit = useStore(preferencesStore, (state) => state.app?.operator.unit ?? '');
  return (
    <dl className="sheet-signatures">
      <dt>{t('response.sheet.madeBy')}</dt>
      <dd>{unit}</dd>
      <dt>{t('response.sheet.checkedBy')}</dt>
      <dd />
      <dt>{t('response.sheet.approvedBy')}</dt>
      <dd />
    </dl>
  );
}
