import { expect, it } from 'vitest';
import { readableDetails } from './readable-details.ts';

it('says instants in local time to the minute and leaves everything else', () => {
  const at = new Date(2026, 10, 2, 8, 5, 30);
  const others = { user: '李四', pid: 4711, path: '/a/2026-11-02T08:05:30Z.gpkg', day: '2026-11-02' };
  expect(readableDetails({ since: at.toISOString(), ...others })).toEqual({ since: '2026-11-02 08:05', ...others });
});
