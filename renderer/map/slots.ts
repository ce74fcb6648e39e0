/** Where a layer is drawn, from the bottom. Place names stay above heat and areas, symbols above place names. */
export const slots = ['background', 'base', 'areas', 'labels', 'points', 'selection'] as const;
export type Slot = (typeof slots)[number];
