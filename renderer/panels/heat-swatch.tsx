import { useId } from 'react';
import { useStore } from 'zustand';
import { heatRamp, heatStrengths, tokens } from '../../shared/look/tokens.ts';
import { layerEntry, layersStore } from '../state/layers.ts';
import { preferencesStore } from '../state/preferences.ts';

/**
 * A heat class as the map shows it: translucent, at the layer's opacity, on the ground's paper. The first one fades in up to
 * the middle of its range. Fills its parent's width.
 * @param index 0 for the least of the six classes
 */
export function HeatSwatch({ index, height }: { index: number; height: number }) {
  const fade = useId();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const opacity = useStore(layersStore, (state) => layerEntry(state, 'heat')?.opacity ?? 1);
  const color = heatRamp[theme][index];
  return (
    <svg width="100%" height={height} aria-hidden="true" focusable="false">
      {index === 0 ? (
        <linearGradient id={fade}>
          <stop offset="0" stopColor={color} stopOpacity={0} />
          <stop offset="0.5" stopColor={color} />
        </linearGradient>
      ) : null}
      <rect width="100%" height="100%" fill={tokens[theme].ground} />
      <rect width="100%" height="100%" fill={index === 0 ? `url(#${fade})` : color} fillOpacity={(heatStrengths[index] ?? 1) * opacity} />
    </svg>
  );
}
