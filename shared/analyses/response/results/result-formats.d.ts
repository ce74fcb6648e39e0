export declare const resultFormats: readonly ['geojson', 'csv', 'json'];
export type ResultFormat = (typeof resultFormats)[number];
/** The format a file name asks for; null when it is none of them. */
export declare function resultFormatOf(path: string): ResultFormat | null;
