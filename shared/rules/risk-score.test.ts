import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { supervisionGrades } from '../model/index.ts';
import { defaultRiskParameters, type RiskInput, riskFormula, riskQuantities, scoreColumns, scorePremises } from './risk-score.ts';

const anyInput: fc.Arbitrary<RiskInput> = fc
  .record({
    supervisionGrade: fc.constantFrom(...supervisionGrades, null),
    mixedUse: fc.boolean(),
    high: fc.nat({ max: 9 }),
    other: fc.nat({ max: 30 }),
    settled: fc.nat({ max: 200 }),
  })
  .map(({ supervisionGrade, mixedUse, high, other, settled }) => ({
    supervisionGrade,
    mixedUse,
    openHighHazards: high,
    openHazards: high + other,
    totalHazards: high + other + settled,
  }));

describe('scorePremises', () => {
  it('weighs grade, open and settled hazards and mixed use', () => {
    const input: RiskInput = { supervisionGrade: 'gradeSecure', mixedUse: true, openHighHazards: 1, openHazards: 3, totalHazards: 8 };
    expect(scorePremises(input)).toBeCloseTo(4 + 5 + 2 * 2 + 0.2 * 5 + 2);
  });

  it('is the sum of its formula', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const quantities = riskQuantities(input);
        const sum = riskFormula().terms.reduce((total, { term, coefficient }) => total + coefficient * quantities[term], 0);
        return Math.abs(sum - scorePremises(input)) < 1e-9;
      }),
      { seed: 2 },
    );
  });

  it('scores columns as it scores rows', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 40 }), fc.double({ min: 0, max: 9, noNaN: true }), (inputs, openOther) => {
        const parameters = { ...defaultRiskParameters, openOther };
        const scores = scoreColumns(
          {
            grade: Uint8Array.from(inputs, ({ supervisionGrade }) =>
              supervisionGrade ? supervisionGrades.indexOf(supervisionGrade) + 1 : 0,
            ),
            mixedUse: Uint8Array.from(inputs, ({ mixedUse }) => (mixedUse ? 1 : 0)),
            openHazards: Uint16Array.from(inputs, ({ openHazards }) => openHazards),
            openHighHazards: Uint16Array.from(inputs, ({ openHighHazards }) => openHighHazards),
            totalHazards: Uint16Array.from(inputs, ({ totalHazards }) => totalHazards),
          },
          parameters,
        );
        return inputs.every((input, i) => Math.abs(scores[i]! - scorePremises(input, parameters)) < 1e-3);
      }),
      { seed: 3 },
    );
  });
});
