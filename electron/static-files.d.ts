export declare function contentTypeOf(path: string): string;
/**
 * The relative file path a URL path stands for, or null when it tries to leave the folder: parent segments (also encoded),
 * backslashes, drive letters, null bytes, malformed escapes.
 */
export declare function relativePathOf(urlPath: string): string | null;
/** An inclusive byte range, or `unsatisfiable`; null when the header asks for none this server understands. */
export type ByteRange =
  | {
      first: number;
      last: number;
    }
  | 'unsatisfiable'
  | null;
/** Reads a single-range `Range` header (RFC 9110 §14.1.2). Several ranges at once are answered with the whole file. */
export declare function byteRangeOf(header: string | null, size: number): ByteRange;
/** Puts the style nonce of this load into the page, where antd and React read it. */
export declare function withNonce(html: string, nonce: string): string;
/** The policy of every answer. Styles made at run time carry the nonce of their load; nothing else runs that is not in the app. */
export declare function contentSecurityPolicy(nonce: string): string;
