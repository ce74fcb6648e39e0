import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { heatStore } from '../state/heat.ts';

/** The unit the heat is in, e.g. `处/平方公里`. */
export function useHeatUnit(): string {
  const { t } = useTranslation();
  const source = useStore(heatStore, (state) => state.source);
  const weight = useStore(heatStore, (state) => state.weight);
  if (weight === 'riskScore') return t('panels.heat.unit.score');
  return t(source === 'hazards' || weight === 'openHazards' ? 'panels.heat.unit.hazards' : 'panels.heat.unit.premises');
}
