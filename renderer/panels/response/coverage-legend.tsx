import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { WORST_CLASS } from '../../../shared/analyses/bivariate/index.ts';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { bivariateColors, gapColor, tierColors } from '../../../shared/look/analysis-colors.ts';
import { zoneHues } from '../../../shared/look/symbols.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { TextMark } from '../../components/text-mark.tsx';
import { formatCount } from '../../format.ts';
import { tierDashes } from '../../map/layers/coverage.ts';
import { straightLineKmh } from '../../map/layers/coverage-shapes.ts';
import { currentResponseState } from '../../map/response-state.ts';
import { coverageStore, type PremisesShow } from '../../state/coverage.ts';
import { gatheringsStore } from '../../state/gatherings.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { coverSymbols, secondsLimits } from '../../state/premises-cover.ts';
import { responseStore } from '../../state/response.ts';
import { responseScreenStore } from '../../state/response-screen.ts';
import { sheetMapStore } from '../../state/sheet-map.ts';
import { sitesStore } from '../../state/sites.ts';
import { tierName } from '../../state/tier-name.ts';
import { Assumptions } from './assumptions.tsx';
import { BivariateLegend } from './bivariate-legend.tsx';
import { formatLimit } from './duration.ts';
import { FactsLine } from './facts-line.tsx';
import { GatheringsLegend } from './gatherings-legend.tsx';

/**
 * What the response analyses on the map mean, with parameters, revision and time; nothing while none is shown.
 * @param brief the page says elsewhere what they rest on, and shows the nine colours of risk × response at large
 */
export function ResponseLegend({ brief }: { brief: boolean }) {
  const { t, i18n } = useTranslation();
  // What is on the map depends on these.
  useStore(responseStore, (state) => state.entries);
  useStore(responseScreenStore);
  useStore(
    coverageStore,
    useShallow(({ show, closures, ghosts, today }) => [show, closures, ghosts.length, today]),
  );
  useStore(gatheringsStore);
  useStore(sitesStore, (state) => state.candidates);
  useStore(sheetMapStore);
  const { coverage, bivariate, worst, reached, gathering, show, closures, ghosts, candidates, sites, today } = currentResponseState();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const worstRow =
    worst === null || worst.answer.worst.length === 0 ? null : (
      <li>
        <span className="mark">
          <span className="worst-number">1</span>
          {t('response.worst.legend')}
        </span>
      </li>
    );
  const reachedRow =
    reached === null ? null : (
      <li>
        <span className="mark">
          <ReachedSwatch color={tierColors[theme][0]} />
          {t('response.worst.reached', { tier: tierName(i18n.language, reached.tiers.at(-1)!.tier) })}
        </span>
      </li>
    );
  if (gathering !== null) return <GatheringsLegend gathering={gathering} />;
  if (bivariate !== null) {
    return (
      <div className="legend-part">
        <h3>{t('response.legend.bivariate')}</h3>
        {brief ? (
          <BivariateCorners>
            {worstRow}
            {reachedRow}
          </BivariateCorners>
        ) : (
          <>
            <BivariateLegend answer={bivariate} />
            <ul className="legend-rows">{worstRow}</ul>
            <Assumptions answer={bivariate} />
            <FactsLine answer={bivariate} />
          </>
        )}
      </div>
    );
  }
  const plans = (
    <>
      {closures.length > 0 ? (
        <li>
          <TextMark shape="dashes" color={tokens[theme].danger} text={t('response.legend.closure')} />
        </li>
      ) : null}
      {ghosts.length > 0 ? (
        <li>
          <TextMark shape="ring" color={tokens[theme].accent} text={t('response.legend.ghost')} />
        </li>
      ) : null}
      {candidates.length > 0 ? (
        <li>
          <TextMark shape="ring" color={tokens[theme].accent} text={t('response.legend.candidate')} />
        </li>
      ) : null}
      {sites !== null && candidates.length > 0 ? (
        <li>
          <TextMark shape="circle" color={tokens[theme].accent} text={t('response.legend.chosen')} />
        </li>
      ) : null}
    </>
  );
  if (coverage === null)
    return closures.length + ghosts.length + candidates.length > 0 ? <ul className="legend-rows legend-part">{plans}</ul> : null;
  const compares = today !== null && today !== coverage;
  return (
    <div className="legend-part" data-testid="coverage-legend">
      <h3>{t('response.legend.coverage')}</h3>
      <ul className="legend-rows">
        {show.areas || show.roads
          ? coverage.tiers.map(({ tier }, index) => (
              <li key={tier.label}>
                <span className="mark">
                  <AreaSwatch color={tierColors[theme][index]!} dashes={tierDashes[index] ?? null} outline={tierColors[theme][0]} />
                  {t('response.legend.tierRow', { label: tierName(i18n.language, tier) })}
                </span>
              </li>
            ))
          : null}
        {show.roads ? (
          <li>
            <TextMark shape="line" color={tierColors[theme][0]} text={t('response.legend.roads')} />
          </li>
        ) : null}
        {show.firstDue ? (
          <li>
            <TextMark shape="area" color={zoneHues[0]} text={t('response.legend.firstDue')} />
          </li>
        ) : null}
        {show.rings ? (
          <li title={t('response.show.ringsNote', { speed: formatCount(straightLineKmh(coverage)) })}>
            <TextMark shape="dashes" color={tokens[theme].textMuted} text={t('response.legend.rings')} />
          </li>
        ) : null}
        {plans}
        {worstRow}
        {compares ? (
          <>
            <li>
              <TextMark shape="ring" color={tokens[theme].accent} text={`+ ${t('response.legend.gained')}`} />
            </li>
            <li>
              <TextMark shape="ring" color={gapColor[theme]} text={`− ${t('response.legend.lost')}`} />
            </li>
          </>
        ) : null}
      </ul>
      {show.premises === 'off' ? null : <PremisesRows show={show.premises} answer={coverage} />}
      {brief ? null : (
        <>
          <Assumptions answer={coverage} />
          <FactsLine answer={coverage} />
        </>
      )}
    </div>
  );
}

/** Symbols of premises by how they are covered. */
function PremisesRows({ show, answer }: { show: Exclude<PremisesShow, 'off'>; answer: CoverageAnswer }) {
  const { t, i18n } = useTranslation();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const { tiers, premises, parameters } = answer;
  const words =
    show === 'tier'
      ? [...tiers.map(({ tier }) => t('response.legend.tierRow', { label: tierName(i18n.language, tier) })), t('response.legend.beyond')]
      : show === 'seconds'
        ? [
            ...secondsLimits.map((limit) => t('response.legend.upTo', { time: formatLimit(t, limit) })),
            t('response.legend.over', { time: formatLimit(t, secondsLimits.at(-1)!) }),
          ]
        : [0, 1, 2, 3].map((n) => t(n === 3 ? 'response.legend.depthMore' : 'response.legend.depthOf', { n }));
  if (premises.snapMeters.includes(Infinity)) words.push(t('response.legend.offRoad', { meters: parameters.snapLimitMeters }));
  return (
    <>
      <h3>{show === 'tier' ? t('response.shares.premises') : t(`response.legend.${show}`)}</h3>
      <ul className="legend-rows">
        {coverSymbols(show, tiers.length, theme)
          .slice(0, words.length)
          .map(({ shape, color }, index) => (
            <li key={words[index]}>
              <TextMark shape={shape} color={color} text={words[index]!} />
            </li>
          ))}
      </ul>
    </>
  );
}

/** What the extremes of the nine colours mean; the darkest is outlined, as on the map. */
function BivariateCorners({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const colors = bivariateColors[theme];
  return (
    <ul className="legend-rows">
      {(
        [
          ['worst', WORST_CLASS],
          ['risky', 2],
          ['slow', 6],
          ['best', 0],
        ] as const
      ).map(([corner, group]) => (
        <li key={corner}>
          <span className="mark">
            <AreaSwatch color={colors[group]!} dashes={null} outline={corner === 'worst' ? tokens[theme].text : 'none'} opacity={0.78} />
            {t(`response.sheet.corner.${corner}`)}
          </span>
        </li>
      ))}
      <li className="muted">{t('response.sheet.corner.between')}</li>
      {children}
    </ul>
  );
}

function ReachedSwatch({ color }: { color: string }) {
  return (
    <svg className="glyph" width={26} height={12} viewBox="0 0 26 12" aria-hidden="true" focusable="false">
      <path d="M0 6H26" stroke={color} strokeWidth="2" strokeDasharray="6 3" />
    </svg>
  );
}

function AreaSwatch({
  color,
  dashes,
  outline,
  opacity = 0.45,
}: {
  color: string;
  dashes: readonly number[] | null;
  outline: string;
  opacity?: number;
}) {
  return (
    <svg className="glyph" width={20} height={12} viewBox="0 0 20 12" aria-hidden="true" focusable="false">
      <rect
        x="1"
        y="1"
        width="18"
        height="10"
        fill={color}
        fillOpacity={opacity}
        stroke={outline}
        strokeWidth="1.5"
        strokeDasharray={dashes?.map((dash) => dash * 1.2).join(' ')}
      />
    </svg>
  );
}
