import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteRangeOf, contentSecurityPolicy, contentTypeOf, relativePathOf, withNonce } from './static-files.ts';

test('the root is the page', () => {
  expect(relativePathOf('/')).toBe('index.html');
  expect(relativePathOf('/assets/main-1a.js')).toBe('assets/main-1a.js');
});

test.each(['/../secret', '/..%2f..%2fetc/passwd', '/a/%2e%2e/%2e%2e/b', '/a\\..\\b', '/C:/windows', '/a%00.js', '/%zz', '/a//b', '/./a'])(
  'refuses %s',
  (path) => {
    expect(relativePathOf(path)).toBeNull();
  },
);

test('no path leaves the folder, however it is written', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', 'a', 'b.js', ':', '%00', '//');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = relativePathOf(`/${pieces.join('')}`);
      if (path === null) return;
      expect(path.startsWith('/')).toBe(false);
      expect(path.split(/[/\\]/)).not.toContain('..');
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test('ranges follow RFC 9110', () => {
  expect(byteRangeOf(null, 100)).toBeNull();
  expect(byteRangeOf('bytes=0-9', 100)).toEqual({ first: 0, last: 9 });
  expect(byteRangeOf('bytes=90-', 100)).toEqual({ first: 90, last: 99 });
  expect(byteRangeOf('bytes=-10', 100)).toEqual({ first: 90, last: 99 });
  expect(byteRangeOf('bytes=-1000', 100)).toEqual({ first: 0, last: 99 });
  expect(byteRangeOf('bytes=50-1000', 100)).toEqual({ first: 50, last: 99 });
  expect(byteRangeOf('bytes=100-', 100)).toBe('unsatisfiable');
  expect(byteRangeOf('bytes=-0', 100)).toBe('unsatisfiable');
  expect(byteRangeOf('bytes=9-1', 100)).toBeNull();
  expect(byteRangeOf('bytes=0-1,5-6', 100)).toBeNull();
  expect(byteRangeOf('lines=0-1', 100)).toBeNull();
});

test('modules and fonts have their types', () => {
  expect(contentTypeOf('assets/main.js')).toBe('text/javascript; charset=utf-8');
  expect(contentTypeOf('assets/noto.TTF')).toBe('font/ttf');
  expect(contentTypeOf('assets/what')).toBe('application/octet-stream');
});

test('the nonce is in the page and in the policy', () => {
  expect(withNonce('<html><head><title>x</title></head></html>', 'abc')).toContain('<meta name="csp-nonce" content="abc">');
  expect(contentSecurityPolicy('abc')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-abc'; worker-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});
