import type { TFunction } from 'i18next';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type BivariateAnswer, type CoverageAnswer, type ResponseRequest, travelParameters } from '../shared/analyses/response/index.ts';
import type { SheetRequest } from '../shared/ipc/index.ts';
import type { Filters } from '../shared/model/index.ts';
import { formatCount, formatShare } from './format.ts';
import { useMapPicture } from './map-picture.ts';
import { filterWords } from './panels/filter-words.ts';
import { BivariateLegend } from './panels/response/bivariate-legend.tsx';
import { worstUnits } from './panels/response/bivariate-section.tsx';
import { CoverageShares } from './panels/response/coverage-shares.tsx';
import { SheetGaps } from './panels/response/sheet-gaps.tsx';
import { ZonePercentiles } from './panels/response/zone-percentiles.tsx';
import { SheetPage } from './sheet-page.tsx';
import { useSheetRun } from './sheet-run.ts';
import { bivariateStore } from './state/bivariate.ts';
import { adoptRequest } from './state/coverage.ts';
import { lookAtDay } from './state/looked-day.ts';
import { fitExtent } from './state/map-view.ts';
import { preferencesStore } from './state/preferences.ts';
import { responseStore, runResponse } from './state/response.ts';
import { setFilteredScope } from './state/response-scope.ts';
import { showResponse } from './state/response-screen.ts';
import { tierName } from './state/tier-name.ts';

/** One page for the wall: where risk is high and response slow, with what it rests on. */
export function SheetScreen({ sheet }: { sheet: SheetRequest }) {
  const { t, i18n } = useTranslation();
  const { coverage, bivariate } = useStore(responseStore, (state) => state.entries);
  const [gapsRead, setGapsRead] = useState(false);
  const onGaps = useCallback(() => setGapsRead(true), []);
  const picture = useMapPicture(coverage?.answer != null && bivariate?.progress === null && gapsRead);
  const ask = useCallback(() => askFor(sheet), [sheet]);
  useSheetRun(ask, coverage?.failure ?? (sheet.bivariate === undefined ? null : (bivariate?.failure ?? null)));

  const answer = coverage?.answer ?? null;
  const risk = bivariate?.answer ?? null;
  return (
    <SheetPage
      title={t('response.sheet.title')}
      lead={answer === null ? null : leadOf(t, answer, tierName(i18n.language, answer.tiers.at(-1)!.tier), risk)}
      answer={answer}
      picture={picture}
      side={
        answer === null ? null : (
          <>
            <section>
              <h2>{t('response.sheet.keyNumbers')}</h2>
              <CoverageShares answer={answer} preview={null} />
            </section>
            {risk === null ? null : (
              <section>
                <h2>{t('response.sheet.risk')}</h2>
                <RiskPart answer={risk} />
              </section>
            )}
            <SheetGaps answer={answer} onRead={onGaps} />
            {answer.zones.length === 0 ? null : (
              <section className="sheet-zones">
                <h2>{t('response.sheet.zones', { percentile: answer.parameters.percentile })}</h2>
                <ZonePercentiles answer={answer} most={5} />
              </section>
            )}
          </>
        )
      }
      assumptions={answer === null ? [] : assumptionsOf(t, answer)}
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
  runResponse('bivariate', { ...travelOf(sheet.coverage), ...(sheet.bivariate ?? bivariateStore.getState()) });
  if (sheet.extent !== null) fitExtent(sheet.extent, false);
}

/** What both analyses of a sheet travel by, where nothing else is said. */
const travelNames: readonly string[] = [...Object.keys(travelParameters.shape), 'ghostStations'];
const travelOf = (coverage: SheetRequest['coverage']): Partial<ResponseRequest<'bivariate'>> =>
  Object.fromEntries(Object.entries(coverage).filter(([name]) => travelNames.includes(name)));

function leadOf(t: TFunction, { tiers, premises, scope }: CoverageAnswer, tier: string, risk: BivariateAnswer | null): string {
  const { covered, total } = tiers.at(-1)!.premises;
  const worst = risk === null ? [] : worstUnits(risk);
  return [
    ...(scope === undefined
      ? []
      : [
          t('response.sheet.filtered', {
            filters: filterWords(t, scope.filters as Filters).join(t('response.sheet.filtersJoin')),
            n: formatCount(premises.fid.length),
          }),
        ]),
    t('response.sheet.lead', {
      tier,
      share: formatShare(covered, total),
      covered: formatCount(covered),
      total: formatCount(total),
      rest: formatCount(total - covered),
    }),
    ...(risk === null
      ? []
      : worst.length === 0
        ? [t('response.sheet.worstNowhere')]
        : [
            t('response.bivariate.worst', {
              n: formatCount(worst.length),
              premises: formatCount(worst.reduce((sum, unit) => sum + risk.premises[unit]!, 0)),
            }),
          ]),
  ].join(t('response.sheet.leadJoin'));
}

function RiskPart({ answer }: { answer: BivariateAnswer }) {
  const { t } = useTranslation();
  const { units, cellMeters, percentile } = answer.parameters;
  return (
    <div className="sheet-risk">
      <BivariateLegend answer={answer} />
      <div className="muted">
        <p>{t(`response.sheet.unit.${units}`, { meters: cellMeters })}</p>
        {units === 'premises' ? null : <p>{t('response.sheet.unitSeconds', { percentile })}</p>}
        <p>{t('response.sheet.unitRisk')}</p>
        <p>{t(answer.terciles ? 'response.sheet.terciles' : 'response.sheet.ownBreaks')}</p>
      </div>
    </div>
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
