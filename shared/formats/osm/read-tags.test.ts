import { expect, test } from 'vitest';
import { accessOf, maxspeedKmhOf, onewayOf } from './read-tags.ts';

test('directions: stated, reversed, implied by roundabouts and motorways, undone', () => {
  const directions = [
    { oneway: 'yes' },
    { oneway: '-1' },
    { oneway: 'no' },
    { oneway: 'reversible' },
    { junction: 'roundabout' },
    { junction: 'roundabout', oneway: '-1' },
    { highway: 'motorway' },
    { highway: 'motorway', oneway: 'no' },
    { highway: 'primary', 'oneway:bicycle': 'yes' },
  ].map(onewayOf);
  expect(directions).toEqual([1, -1, 0, 0, 1, -1, 1, 0, 0]);
});

test('limits: kilometres, miles and knots, the lowest of several, none where there is no number', () => {
  const texts = ['50', '50 km/h', '30 mph', '10 knots', '60;40', '80|60|60', 'CN:urban', 'walk', 'none', 'signals', '0', ''];
  expect(texts.map(maxspeedKmhOf)).toEqual([50, 50, 48.3, 18.5, 40, 60, null, null, null, null, null, null]);
});

test('access: the most particular word, and what opens on an emergency only', () => {
  expect(accessOf({ access: 'no', motor_vehicle: 'destination' })).toBe('destination');
  expect(accessOf({ access: 'private', vehicle: 'no' })).toBe('no');
  expect(accessOf({ access: 'no', emergency: 'yes' })).toBe('emergency');
  expect(accessOf({ barrier: 'bollard', emergency: 'designated' })).toBe('emergency');
  expect(accessOf({ barrier: 'bollard', motor_vehicle: 'no' })).toBe('no');
  expect(accessOf({ barrier: 'bollard' })).toBeNull();
  expect(accessOf({ access: 'yes', emergency: 'yes' })).toBe('yes');
  expect(accessOf({ access: 'no', emergency: 'no' })).toBe('no');
});
