import { posix } from 'node:path';

/** Content types of what the build puts in dist/renderer. Modules are refused by Chromium under any other type. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.pbf': 'application/x-protobuf',
};

export function contentTypeOf(path: string): string {
  return contentTypes[posix.extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * The relative file path a URL path stands for, or null when it tries to leave the folder: parent segments (also encoded),
 * backslashes, drive letters, null bytes, malformed escapes.
 */
export function relativePathOf(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  path = path.replace(/^\/+/, '');
  if (path === '') return 'index.html';
  if (/[\\\0:]/.test(path)) return null;
  const segments = path.split('/');
  if (segments.some((segment) => segment === '..' || segment === '.' || segment === '')) return null;
  return segments.join('/');
}

/** An inclusive byte range, or `unsatisfiable`; null when the header asks for none this server understands. */
export type ByteRange = { first: number; last: number } | 'unsatisfiable' | null;

/** Reads a single-range `Range` header (RFC 9110 §14.1.2). Several ranges at once are answered with the whole file. */
export function byteRangeOf(header: string | null, size: number): ByteRange {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const suffix = Number(match[2]);
    if (suffix === 0 || size === 0) return 'unsatisfiable';
    return { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== '' && Number(match[2]) < first) return null;
  return first >= size ? 'unsatisfiable' : { first, last };
}

/** Puts the style nonce of this load into the page, where antd and React read it. */
export function withNonce(html: string, nonce: string): string {
  const meta = `<meta name="csp-nonce" content="${nonce}">`;
  return html.includes('<head>') ? html.replace('<head>', `<head>\n    ${meta}`) : `${meta}${html}`;
}

/** The policy of every answer. Styles made at run time carry the nonce of their load; nothing else runs that is not in the app. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
