import { expect, it } from 'vitest';
import { classifyBivariate, defaultResponseBreaksSeconds, tercileBreaks } from './index.ts';

it('classifies risk by response, up to and including each limit', () => {
  const risk = Float64Array.of(1, 2, 3, 9, 0, 5, Number.NaN);
  const response = Float64Array.of(180, 181, 300, 301, Number.POSITIVE_INFINITY, Number.NaN, 60);
  const result = classifyBivariate(risk, response, [2, 5], defaultResponseBreaksSeconds);
  expect([...result.classes]).toEqual([0, 3, 4, 8, 6, -1, -1]);
  expect(result.counts).toEqual([1, 0, 0, 1, 1, 0, 1, 0, 1]);
});

it('cuts into thirds, whatever the order, leaving out what is not known', () => {
  expect(tercileBreaks(Float64Array.of(30, Number.NaN, 0, 10, 20, Number.POSITIVE_INFINITY))).toEqual([10, 20]);
  expect(tercileBreaks(Float64Array.of(4))).toEqual([4, 4]);
  expect(tercileBreaks(Float64Array.of(Number.NaN))).toBeNull();
});
