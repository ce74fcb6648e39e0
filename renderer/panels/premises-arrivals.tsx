import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount } from '../format.ts';
import { responseStore } from '../state/response.ts';
import { tierName } from '../state/tier-name.ts';
import { CardPart } from './card-parts.tsx';
import { formatDuration } from './response/duration.ts';
import { arrivalText } from './response/gap-list.tsx';

/** Who arrives first, second and third at a premises by the coverage on screen, and how many in time; nothing without one. */
export function PremisesArrivals({ fid }: { fid: number }) {
  const { t, i18n } = useTranslation();
  const { answer = null, stale = null } = useStore(responseStore, ({ entries }) => entries.coverage) ?? {};
  const place = answer?.premises.fid.indexOf(fid) ?? -1;
  if (answer === null || place === -1) return null;
  const { premises, stations, tiers } = answer;
  const { k, station, seconds } = premises.due;
  const due = Array.from({ length: k }, (_, rank) => place * k + rank).filter((at) => Number.isFinite(seconds[at]!));
  const within = tiers.find(({ travelSeconds }, tier) => premises.tierSeconds[tier * premises.fid.length + place]! <= travelSeconds);
  const nameOf = ({ tier }: (typeof tiers)[number]) => tierName(i18n.language, tier);
  return (
    <CardPart title={t('response.arrivals.title')} aside={t('response.arrivals.clock')}>
      <div data-testid="premises-arrivals">
        {due.length === 0 ? <p className="muted">{arrivalText(t, answer, place)}</p> : null}
        <ol className="arrival-rows">
          {due.map((at, rank) => (
            <li key={at}>
              <span className="muted">{rank === 0 ? t('response.arrivals.first') : t('response.arrivals.rank', { n: rank + 1 })}</span>
              <span>{stations[station[at]!]!.name}</span>
              <span className="number">{formatDuration(t, seconds[at]!)}</span>
            </li>
          ))}
        </ol>
        {due.length === 0 ? null : (
          <p className="hint">
            {within === undefined ? t('response.legend.beyond') : t('response.arrivals.within', { tier: nameOf(within) })}
            {' · '}
            {t('response.arrivals.depth', { n: formatCount(premises.depth[place]!), tier: nameOf(tiers.at(-1)!) })}
          </p>
        )}
        {stale === null ? null : <p className="hint">{t(`response.stale.${stale}`)}</p>}
      </div>
    </CardPart>
  );
}
