import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hazardSeverities, supervisionGrades, warningColors } from '../model/index.ts';
import { texts } from '../text/index.ts';
import { assessWarningColor, defaultWarningParameters, type WarningInput, warningReasonCodes } from './warning-color.ts';

const calm: WarningInput = {
  supervisionGrade: 'gradeExcellent',
  mixedUse: false,
  openHazards: { severityLow: 0, severitySlight: 0, severityGeneralCommon: 0, severityHigh: 0 },
  openProminent: 0,
  openMajor: 0,
};
const count = fc.nat({ max: 5 });
const anyInput: fc.Arbitrary<WarningInput> = fc.record({
  supervisionGrade: fc.constantFrom(...supervisionGrades, null),
  mixedUse: fc.boolean(),
  openHazards: fc.record({ severityLow: count, severitySlight: count, severityGeneralCommon: count, severityHigh: count }),
  openProminent: count,
  openMajor: count,
});
/** 0 is the gravest. */
const rank = (input: WarningInput) => warningColors.indexOf(assessWarningColor(input).color);

describe('assessWarningColor', () => {
  it('is blue with its reason when nothing is open', () => {
    expect(assessWarningColor(calm)).toEqual({ color: 'blue', reasons: ['noOpenHazard'], version: 'fourColour-1' });
  });

  it('names every condition that holds, the gravest first', () => {
    const input = {
      ...calm,
      supervisionGrade: 'gradeSecure' as const,
      mixedUse: true,
      openHazards: { ...calm.openHazards, severityHigh: 1, severityLow: 2 },
    };
    expect(assessWarningColor(input)).toMatchObject({
      color: 'red',
      reasons: ['openHighHazard', 'gradeSecure', 'manyOpenHazards', 'openHazard', 'mixedUse'],
    });
  });

  it.each([
    [{ openMajor: 1 }, 'red'],
    [{ supervisionGrade: 'gradeSecure' }, 'orange'],
    [{ openProminent: 1 }, 'orange'],
    [{ openHazards: { ...calm.openHazards, severitySlight: 3 } }, 'orange'],
    [{ openHazards: { ...calm.openHazards, severitySlight: 2 } }, 'yellow'],
    [{ mixedUse: true }, 'yellow'],
    [{ supervisionGrade: 'gradeGood' }, 'blue'],
  ] satisfies [Partial<WarningInput>, string][])('%o is %s', (change, color) => {
    expect(assessWarningColor({ ...calm, ...change }).color).toBe(color);
  });

  it('never cools when a hazard is added', () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...hazardSeverities), fc.boolean(), fc.boolean(), (input, severity, prominent, major) => {
        const more = {
          ...input,
          openHazards: { ...input.openHazards, [severity]: input.openHazards[severity] + 1 },
          openProminent: input.openProminent + (prominent ? 1 : 0),
          openMajor: input.openMajor + (major ? 1 : 0),
        };
        return rank(more) <= rank(input);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('follows its parameters', () => {
    const input = { ...calm, openHazards: { ...calm.openHazards, severityLow: 3 } };
    expect(assessWarningColor(input, { ...defaultWarningParameters, version: 'local-2', manyOpenHazards: 5 })).toEqual({
      color: 'yellow',
      reasons: ['openHazard'],
      version: 'local-2',
    });
  });

  it('has a text for every reason in both languages', () => {
    expect(Object.keys(texts['zh-CN'].codes.warningReasons).sort()).toEqual([...warningReasonCodes].sort());
    expect(Object.keys(texts.en.codes.warningReasons).sort()).toEqual([...warningReasonCodes].sort());
  });
});
