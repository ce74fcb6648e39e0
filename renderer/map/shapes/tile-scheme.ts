/** The layer of the tiles of shapes. */
export const SHAPES_LAYER = 'shapes';
/** Deepest zoom they are cut at; closer views enlarge these. */
export const MAX_SHAPES_ZOOM = 18;
