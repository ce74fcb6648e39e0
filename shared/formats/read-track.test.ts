import { expect, it } from 'vitest';
import { textAsSource } from '../testing/byte-source.ts';
import { readTrack } from './read-track.ts';

it('reads every segment of a GPX file with its times', async () => {
  const fix = (lon: number, time: string) => `<trkpt lat="30.5" lon="${lon}"><time>${time}</time></trkpt>`;
  const text = `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="1"/><trk><trkseg>${fix(114.1, '2026-03-05T01:00:00Z')}${fix(114.2, '2026-03-05T01:01:00Z')}</trkseg><trkseg>${fix(114.3, '2026-03-05T01:05:00Z')}${fix(114.4, '2026-03-05T01:06:00Z')}</trkseg></trk></gpx>`;
  const start = Date.parse('2026-03-05T01:00:00Z') / 1000;
  expect(await readTrack(textAsSource(text, '巡查.gpx'))).toEqual({
    ok: true,
    value: { lon: [114.1, 114.2, 114.3, 114.4], lat: [30.5, 30.5, 30.5, 30.5], time: [start, start + 60, start + 300, start + 360] },
  });
});

it('reads a table of fixes; times in seconds, milliseconds, ISO, or Beijing time', async () => {
  const text = '设备,经度,纬度,时间\nA,114.1,30.5,1772672400\nA,114.2,30.5,1772672460000\nA,114.3,30.5,2026-03-05 09:02:00\nA,,30.5,昨天\n';
  const { lon, time } = unwrap(await readTrack(textAsSource(text, 'a.csv')));
  expect(lon).toEqual([114.1, 114.2, 114.3, null]);
  expect(time).toEqual([1_772_672_400, 1_772_672_460, 1_772_672_520, null]);
});

it('says which column is missing', async () => {
  expect(await readTrack(textAsSource('lon,lat\n1,2\n', 'a.csv'))).toEqual({
    ok: false,
    failure: { code: 'trackColumnMissing', details: { file: 'a.csv', column: 'time' } },
  });
});

it('names what is wrong with a broken file, and one without a fix', async () => {
  const codeOf = async (text: string, name: string) => {
    const read = await readTrack(textAsSource(text, name));
    return read.ok ? null : read.failure.code;
  };
  expect(await codeOf('no track', 'a.gpx')).toBe('fileMalformed');
  expect(await codeOf('<gpx><trk><trkseg><trkpt lat="30.5"', 'a.gpx')).toBe('fileMalformed');
  expect(await codeOf('<gpx><wpt lat="1" lon="1"/></gpx>', 'a.gpx')).toBe('trackWithoutFixes');
  expect(await codeOf('<gpx><trk><trkseg><trkpt lat="1" lon="1"/><trkpt lat="1" lon="2"/></trkseg></trk></gpx>', 'a.gpx')).toBe(
    'trackWithoutFixes',
  );
  expect(await codeOf('lon,lat,time\n114.1,30.5,\n', 'a.csv')).toBe('trackWithoutFixes');
});

function unwrap<T>(result: { ok: true; value: T } | { ok: false; failure: { code: string } }): T {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}
