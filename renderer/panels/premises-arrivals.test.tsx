// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { coverageParameters, runCoverage } from '../../shared/analyses/response/index.ts';
import { kilometreAMinute, streetInputs } from '../../shared/testing/a-street.ts';
import { clearResponses, setResponseEntry } from '../state/response.ts';
import { renderScreen } from '../testing/render-screen.tsx';
import { PremisesArrivals } from './premises-arrivals.tsx';

afterEach(() => {
  cleanup();
  clearResponses();
});

const textOf = async (fid: number) => (await renderScreen(<PremisesArrivals fid={fid} />)).container.textContent;

it('tells who arrives first and second with their times, which tier that is, and why nobody does', async () => {
  expect(await textOf(12)).toBe('');
  setResponseEntry('coverage', {
    answer: await runCoverage(coverageParameters.parse({ profileChanges: kilometreAMinute }), streetInputs()),
  });
  // 2.5 km from the station, 5.5 km from the post, a kilometre a minute; the last tier leaves four minutes of travel.
  expect(await textOf(12)).toMatch(/首到红山消防站2 分 30 秒第 2 到三道街驿站5 分 30 秒达到“3 分钟” · “5 分钟”内可到 1 个站$/);
  cleanup();
  expect(await textOf(15)).toMatch(/离路超过 300 米$/);
  cleanup();
  // Closed the day before: no premises of the answer.
  expect(await textOf(16)).toBe('');
  setResponseEntry('coverage', { stale: 'records' });
  expect(await textOf(11)).toMatch(/首到红山消防站30 秒.*达到“1 分钟”.*记录已变动/);
});
