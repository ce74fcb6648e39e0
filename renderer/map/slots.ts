/** Where a layer is drawn, from the bottom. Borders and place names stay above heat and surfaces, symbols above place names, the numbers of clusters above symbols. */
export const slots = ['background', 'base', 'areas', 'borders', 'labels', 'points', 'counts', 'selection'] as const;
export type Slot = (typeof slots)[number];
