import { expect, test } from 'vitest';
import { staysInside } from './network-guard.ts';

test.each(['app://main/index.html', 'blob:app://main/1', 'data:image/png;base64,AA', 'devtools://devtools/bundled/x'])(
  '%s stays inside',
  (url) => {
    expect(staysInside(url)).toBe(true);
  },
);

test.each(['https://example.org/', 'http://127.0.0.1/', 'ws://localhost/', 'file:///etc/passwd', 'apps://main/', 'ftp://x/'])(
  '%s does not',
  (url) => {
    expect(staysInside(url)).toBe(false);
  },
);
