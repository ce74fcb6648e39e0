import { expect, it } from 'vitest';
import { translationsOf } from '../../i18n.ts';
import { directionsText, formatLength, turnOf } from './route-words.ts';

const chinese = translationsOf('zh-CN').t;
const english = translationsOf('en').t;

it('turns are told by their angle, to the right positive', () => {
  expect([null, 0, 30, -30, 31, -31, 149, -149, 150, -180].map(turnOf)).toEqual([
    'start',
    'straight',
    'straight',
    'straight',
    'right',
    'left',
    'right',
    'left',
    'uturn',
    'uturn',
  ]);
});

it('lengths are rounded as people say them', () => {
  expect([4.4, 14, 994, 996, 1234].map((meters) => formatLength(chinese, meters))).toEqual([
    '4 米',
    '10 米',
    '990 米',
    '1.00 公里',
    '1.23 公里',
  ]);
});

it('directions read the same in both languages', () => {
  const way = {
    seconds: 95,
    meters: 1250,
    line: { type: 'LineString' as const, coordinates: [] },
    steps: [
      { street: '珞喻路', meters: 1000, seconds: 65, turnDegrees: null, firstPosition: 0, lastPosition: 3 },
      { street: '', meters: 250, seconds: 30, turnDegrees: -92, firstPosition: 3, lastPosition: 5 },
    ],
  };
  expect(directionsText(chinese, '路线', way, '药房', '消防车').split('\n')).toEqual([
    '路线',
    '1 分 35 秒 · 1.25 公里',
    '1. 出发，沿珞喻路行驶 1.00 公里 · 1 分 05 秒',
    '2. 左转，沿无名道路行驶 250 米 · 30 秒',
    '3. 到达药房',
    '消防车',
  ]);
  expect(directionsText(english, 'Route', way, 'the pharmacy', 'fire engine')).toContain('2. Turn left, along unnamed road for 250 m · ');
});
