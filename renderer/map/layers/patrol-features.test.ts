import { expect, it } from 'vitest';
import type { WaysState } from '../ways-state.ts';
import { gapLine, missedStretches, patrolLines, patrolPlaces, trackLines } from './patrol-features.ts';

it('a track is drawn where it was recorded: not over gaps, not to fixes without a place or a time', () => {
  const lines = trackLines({
    lon: [1, 2, null, 3, 4, 5, 6],
    lat: [1, 2, 9, 3, 4, 5, 6],
    time: [0, 60, 90, 120, 500, null, 560],
  });
  expect(lines).toEqual([
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    [
      [4, 4],
      [6, 6],
    ],
  ]);
});

it('the unknown way across a gap leads from its last fix to the next one', () => {
  const track = { lon: [1, 2, null, 3], lat: [1, 2, 2, 3], time: [0, 60, 60, 600] };
  expect(gapLine(track, { from: 60, to: 600 })).toEqual([
    [2, 2],
    [3, 3],
  ]);
});

it('gaps of a track checked before are not drawn on another', () => {
  const kindsWith = (gap: { from: number; to: number }) => {
    const track = { name: '', fixes: { lon: [1, 2, 3], lat: [1, 2, 3], time: [0, 60, 600] } };
    const shown = { tour: null, lines: [], track, compliance: { lines: [], gaps: [gap] } } as unknown as WaysState;
    return patrolLines(shown).map(({ properties }) => properties?.kind);
  };
  expect(kindsWith({ from: 60, to: 600 })).toEqual(['way', 'gap']);
  expect(kindsWith({ from: 70, to: 600 })).toEqual(['way']);
});

it('verdicts stay with the places they are of when others are taken out or put in', () => {
  const point = (name: string, lon: number, premisesFid: number | null = null) => ({
    place: { name, lon, lat: 30, stationId: null, premisesFid },
    stayMinutes: 5,
    opens: null,
    closes: null,
  });
  const asked = [{ at: { lon: 1, lat: 30, label: '一' } }, { at: { premisesFid: 7 } }];
  const compliance = { parameters: { points: asked, lines: [] }, points: [{ verdict: 'met' }, { verdict: 'missed' }], lines: [], gaps: [] };
  const points = [point('七', 2.00001, 7), point('新', 3)];
  const shown = { points, lines: [], start: null, tour: null, compliance } as unknown as WaysState;
  expect(patrolPlaces(shown).map(({ properties }) => [properties?.name, properties?.mark])).toEqual([
    ['七', '✗'],
    ['新', '·'],
  ]);
});

it('what no span covers of a line is missed, cut where the spans end', () => {
  const line = [
    [0, 0],
    [0.01, 0],
    [0.02, 0],
  ] as const;
  const length = 2000;
  const missed = missedStretches(line, [{ from: 500, to: 1500 }], length);
  expect(missed.map((stretch) => stretch.map(([lon]) => Number(lon!.toFixed(5))))).toEqual([
    [0, 0.005],
    [0.015, 0.02],
  ]);
  expect(missedStretches(line, [{ from: 0, to: length }], length)).toEqual([]);
  expect(missedStretches(line, [], length)[0]).toHaveLength(3);
});
