export const resultFormats = ['geojson', 'csv', 'json'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** The format a file name asks for; null when it is none of them. */
export function resultFormatOf(path: string): ResultFormat | null {
  return resultFormats.find((format) => path.length > format.length + 1 && path.toLowerCase().endsWith(`.${format}`)) ?? null;
}
