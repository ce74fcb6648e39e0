import { facilityTypes } from '../../../shared/model/codes.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { facilityImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';
import { pointSetLayers, pointSource } from './point-set-layers.ts';

/** Facilities are many and small: they show from street scale. */
export const FACILITIES_MIN_ZOOM = 14;

export function facilitiesPart(state: MapState, { opacity }: LayerEntry): LayerPart {
  const { theme } = state;
  const images = facilityTypes.map((type) => facilityImage(type, theme));
  return {
    sources: { facilities: pointSource('facilities', state) },
    ...pointSetLayers({
      set: 'facilities',
      theme,
      opacity,
      images: [images[0]!, ...images],
      ring: null,
      minZoom: FACILITIES_MIN_ZOOM,
      sizes: [0.8, 1],
    }),
  };
}
