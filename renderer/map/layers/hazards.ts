import { gradeSymbols, severitySymbols } from '../../../shared/look/symbols.ts';
import { hazardSeverities } from '../../../shared/model/codes.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { symbolImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';
import { pointSetLayers, pointSource, ringColors } from './point-set-layers.ts';

/** Hazards by severity, told from premises by the dot in their middle. */
export function hazardsPart(state: MapState, { opacity }: LayerEntry): LayerPart {
  const { theme } = state;
  const symbols = [gradeSymbols.ungraded, ...hazardSeverities.map((severity) => severitySymbols[severity])];
  return {
    sources: { hazards: pointSource('hazards', state) },
    ...pointSetLayers({
      set: 'hazards',
      theme,
      opacity,
      images: symbols.map((symbol) => symbolImage(symbol, theme, true)),
      ring: ringColors(hazardSeverities, severitySymbols, null),
      sizes: [0.7, 0.95],
    }),
  };
}
