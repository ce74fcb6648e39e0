import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CoverageAnswer, Share } from '../../../shared/analyses/response/index.ts';
import { tierColors } from '../../../shared/look/analysis-colors.ts';
import { Glyph } from '../../components/glyph.tsx';
import { formatCount, formatShare } from '../../format.ts';
import { pastStore } from '../../state/past.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { tierShapes } from '../../state/premises-cover.ts';
import { responseStore } from '../../state/response.ts';
import { tierName } from '../../state/tier-name.ts';
import { workspaceStore } from '../../state/workspace.ts';

/** n of N per tier, as they are with the ghosts where they are now; N knows nothing of premises without a position. */
export function CoverageShares({ answer }: { answer: CoverageAnswer }) {
  const { t, i18n } = useTranslation();
  const preview = useStore(responseStore, (all) => all.ghosts);
  const theme = useStore(preferencesStore, (state) => state.theme);
  const present = useStore(workspaceStore, (state) => state.info);
  const past = useStore(pastStore, (state) => state.shown);
  const unplaced = (past ?? present)?.counts.unplaced ?? 0;
  const tiers = answer.tiers.map((tier, index) => ({ ...tier, ...(preview?.tiers[index] ?? {}) }));
  return (
    <>
      <table className="response-table" data-testid="coverage-shares">
        <thead>
          <tr>
            <th>{t('response.shares.tier')}</th>
            <th>{t('response.shares.premises')}</th>
            <th>{t('response.shares.highRisk')}</th>
            <th>{t('response.shares.openHazards')}</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ tier, stations, premises, highRiskPremises, openHazards }, index) => (
            <tr key={tier.label}>
              <th scope="row" title={t('response.shares.stations', { n: stations })}>
                <Glyph shape={tierShapes[index]!} color={tierColors[theme][index]!} /> {tierName(i18n.language, tier)}
                <span className="muted"> {t(`response.clockShort.${tier.clockStart}`)}</span>
              </th>
              <ShareCell share={premises} />
              <ShareCell share={highRiskPremises} />
              <ShareCell share={openHazards} />
            </tr>
          ))}
        </tbody>
      </table>
      {unplaced === 0 ? null : <p className="hint number">{t('response.shares.unplaced', { n: formatCount(unplaced) })}</p>}
    </>
  );
}

function ShareCell({ share: { covered, total } }: { share: Share }) {
  const { t } = useTranslation();
  if (total === 0) return <td className="muted">{t('response.shares.none')}</td>;
  return (
    <td>
      <span className="number share-percent">{formatShare(covered, total)}</span>
      <span className="number muted share-of">
        {formatCount(covered)}/{formatCount(total)}
      </span>
    </td>
  );
}
