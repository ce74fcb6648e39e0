import { describe, expect, it } from 'vitest';
import { type ColumnSet, NO_DAY } from '../../shared/ipc/data-plane.ts';
import { maskHazards } from './masks.ts';

const hazards = {
  count: 4,
  columns: {
    severity: Uint8Array.of(1, 1, 1, 1),
    open: Uint8Array.of(1, 0, 0, 1),
    foundDay: Int32Array.of(100, 100, 100, NO_DAY),
    settledDay: Int32Array.of(NO_DAY, 110, 120, NO_DAY),
  },
} as unknown as ColumnSet<'hazards'>;
const openOn = (day: number): number[] => [...maskHazards(hazards, { openHazardsOnly: true, hazardSeverities: [] }, day).mask];

describe('hazards as of a day', () => {
  it('opens them on the day they were found and closes them on the day they were settled', () => {
    expect(openOn(99)).toEqual([0, 0, 0, 1]);
    expect(openOn(100)).toEqual([1, 1, 1, 1]);
    expect(openOn(110)).toEqual([1, 0, 1, 1]);
    expect(openOn(120)).toEqual([1, 0, 0, 1]);
    expect(openOn(Infinity)).toEqual([1, 0, 0, 1]);
  });

  it('counts what was found by the day', () => {
    const all = { openHazardsOnly: false, hazardSeverities: [] };
    expect(maskHazards(hazards, all, 99).total).toBe(1);
    expect(maskHazards(hazards, all, Infinity).total).toBe(4);
  });
});
