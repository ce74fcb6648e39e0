import { categorySymbols, gradeSymbols, type Symbol as MapSymbol, warningSymbols } from '../../../shared/look/symbols.ts';
import { premisesCategories, supervisionGrades, warningColors } from '../../../shared/model/codes.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { symbolImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';
import { pointSetLayers, pointSource, ringColors } from './point-set-layers.ts';

/** Premises by grade, warning colour or category. Category has too many kinds for a ring: its clusters are plain. */
export function premisesPart(state: MapState, { opacity }: LayerEntry): LayerPart {
  const { theme, premisesSymbolBy } = state;
  const { symbols, ring } = looks[premisesSymbolBy];
  return {
    sources: { premises: pointSource('premises', state) },
    ...pointSetLayers({
      set: 'premises',
      theme,
      opacity,
      images: symbols.map((symbol) => symbolImage(symbol, theme)),
      ring,
      sizes: [0.64, 0.86],
    }),
  };
}

const looks: Record<MapState['premisesSymbolBy'], { symbols: MapSymbol[]; ring: string[] | null }> = {
  grade: {
    symbols: [gradeSymbols.ungraded, ...supervisionGrades.map((grade) => gradeSymbols[grade])],
    ring: ringColors(supervisionGrades, gradeSymbols, gradeSymbols.ungraded),
  },
  warningColor: {
    symbols: [warningSymbols.none, ...warningColors.map((color) => warningSymbols[color])],
    ring: ringColors(warningColors, warningSymbols, warningSymbols.none),
  },
  category: {
    symbols: [categorySymbols.unknown, ...premisesCategories.map((category) => categorySymbols[category])],
    ring: null,
  },
};
