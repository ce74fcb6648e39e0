import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';

/** The farthest distance to a road the kernel takes. */
const FARTHEST_METERS = 5000;

/** A place too far from any road: how far is looked now, and looking farther. */
export function FarPlace({ limitMeters, widen }: { limitMeters: number; widen: (meters: number) => void }) {
  const { t } = useTranslation();
  const next = Math.min(FARTHEST_METERS, limitMeters < 1000 ? 1000 : FARTHEST_METERS);
  return (
    <EmptyState
      title={t('routes.far.title')}
      hint={t('routes.far.hint', { limit: limitMeters, next })}
      {...(limitMeters < next ? { action: { label: t('routes.far.widen', { next }), run: () => widen(next), primary: true } } : {})}
    />
  );
}
