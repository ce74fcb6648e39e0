import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRow } from '../model/entity.ts';
import {
  type Change,
  entities,
  entityOf,
  type GradePeriod,
  type Hazard,
  hazardStates,
  type Premises,
  type Result,
  settledHazardStates,
  supervisionGrades,
  type TableName,
} from '../model/index.ts';
import { texts } from '../text/index.ts';
import { edits } from './index.ts';

const ids = {
  premises: '11111111-1111-4111-8111-111111111111',
  period: '22222222-2222-4222-8222-222222222222',
  newPeriod: '33333333-3333-4333-8333-333333333333',
  hazard: '44444444-4444-4444-8444-444444444444',
};
const shop = (values: Partial<Premises> = {}): Premises => newRow(entities.premises, ids.premises, { name: '红旗超市', ...values });
/** As windows have it: with handle and revision. */
const stored = (values: Partial<Premises> = {}): Premises => ({ ...shop(values), fid: 7, rev: 3 }) as Premises;
const hazard = (values: Partial<Hazard>): Hazard => newRow(entities.hazard, ids.hazard, { premisesId: ids.premises, ...values });
const period = (values: Partial<GradePeriod>): GradePeriod =>
  newRow(entities.grade_period, ids.period, { premisesId: ids.premises, grade: 'gradeGood', fromOn: '2025-01-01', ...values });

function changeOf(result: Result<Change>): Change {
  if (!result.ok) throw new Error(result.failure.code);
  for (const [table, rows] of Object.entries(result.value.puts)) {
    for (const row of rows) expect(entityOf(table as TableName).schema.safeParse(row).success).toBe(true);
  }
  return result.value;
}

const grading = {
  premises: stored({ supervisionGrade: 'gradeGood' }),
  grade: 'gradeSecure' as const,
  reason: '电线老化',
  gradedBy: '张三',
  gradedOn: '2026-03-01',
  hazards: [],
  gradePeriods: [period({})],
  newPeriodId: ids.newPeriod,
};

it.each(['zh-CN', 'en'] as const)('has a name for every edit in %s', (language) => {
  expect(Object.keys(texts[language].edits)).toEqual(expect.arrayContaining(Object.keys(edits)));
});

describe('placePremises', () => {
  it('sets the position and clears the reason for having none', () => {
    const change = changeOf(
      edits.placePremises({ premises: stored({ unplacedReason: 'zeroCoordinates', sourceX: '0' }), position: { lon: 118.9, lat: 42.2 } }),
    );
    expect(change).toEqual({
      note: { edit: 'placePremises', subject: '红旗超市', count: 1 },
      puts: { premises: [shop({ geom: { type: 'Point', coordinates: [118.9, 42.2] }, sourceX: '0' })] },
      deletes: {},
    });
  });

  it('accepts a position on earth and no other', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (lon, lat) => {
        expect(edits.placePremises({ premises: stored(), position: { lon, lat } }).ok).toBe(Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
      }),
      { seed: 31 },
    );
  });
});

describe('gradePremises', () => {
  it('closes the period that holds and opens the next', () => {
    const change = changeOf(edits.gradePremises(grading));
    expect(change.puts.premises).toMatchObject([
      { supervisionGrade: 'gradeSecure', gradeReason: '电线老化', gradedOn: '2026-03-01', gradedBy: '张三' },
    ]);
    expect(change.puts.grade_period).toMatchObject([
      { id: ids.period, toOn: '2026-03-01' },
      { id: ids.newPeriod, grade: 'gradeSecure', fromOn: '2026-03-01', toOn: null },
    ]);
  });

  it('needs a reason, a different grade and a day not before the current period', () => {
    const codeOf = (changed: Partial<typeof grading>) => {
      const result = edits.gradePremises({ ...grading, ...changed });
      return result.ok ? null : result.failure.code;
    };
    expect(codeOf({ reason: '  ' })).toBe('gradeReasonRequired');
    expect(codeOf({ premises: stored({ supervisionGrade: 'gradeSecure' }) })).toBe('gradeUnchanged');
    expect(codeOf({ gradedOn: '2024-12-31' })).toBe('gradeBeforeCurrent');
  });

  it('never improves while a high-risk hazard is open', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...supervisionGrades),
        fc.constantFrom(...supervisionGrades),
        fc.constantFrom(null, ...hazardStates),
        (from, to, state) => {
          const open = state === null || !settledHazardStates.includes(state);
          const better = from !== null && supervisionGrades.indexOf(to) < supervisionGrades.indexOf(from);
          const result = edits.gradePremises({
            ...grading,
            premises: stored({ supervisionGrade: from }),
            grade: to,
            hazards: [hazard({ severity: 'severityHigh', state }), hazard({ severity: 'severityLow', state: 'found' })],
          });
          if (from === to) expect(result).toMatchObject({ failure: { code: 'gradeUnchanged' } });
          else if (open && better) expect(result).toMatchObject({ failure: { code: 'gradeCannotImprove', details: { count: 1 } } });
          else expect(result.ok).toBe(true);
        },
      ),
      { seed: 32 },
    );
  });
});

describe('editPremises', () => {
  it('changes the fields that are given', () => {
    expect(changeOf(edits.editPremises({ premises: stored(), values: { phone: '110' } })).puts.premises).toEqual([shop({ phone: '110' })]);
  });

  it('refuses an empty name and a change of nothing', () => {
    expect(edits.editPremises({ premises: stored(), values: { name: ' ' } })).toMatchObject({ failure: { code: 'nameRequired' } });
    expect(edits.editPremises({ premises: stored(), values: { name: '红旗超市' } })).toMatchObject({
      failure: { code: 'nothingToChange' },
    });
  });
});

describe('removePremises', () => {
  it('takes the grade periods along', () => {
    const change = changeOf(edits.removePremises({ premises: [stored()], gradePeriods: [period({})], hazardCount: 0, inspectionCount: 0 }));
    expect(change.deletes).toEqual({ premises: [ids.premises], grade_period: [ids.period] });
  });

  it('keeps a premises that has a history', () => {
    expect(edits.removePremises({ premises: [stored()], gradePeriods: [], hazardCount: 1, inspectionCount: 2 })).toMatchObject({
      failure: { code: 'premisesHasHistory', details: { hazards: 1, inspections: 2 } },
    });
  });
});

describe('restoreFields', () => {
  const restore = (values: Record<string, unknown>, row: Partial<Premises> = {}) =>
    edits.restoreFields({ table: 'premises', row: stored(row) as never, values, subject: '红旗超市' });

  it('puts old values back and leaves the others', () => {
    const change = changeOf(restore({ name: '旧名', seats: 8 }, { seats: 20, note: '新' }));
    expect(change.note).toEqual({ edit: 'restoreFields', subject: '红旗超市', count: 1 });
    expect(change.puts.premises).toEqual([shop({ name: '旧名', seats: 8, note: '新' })]);
  });

  it('takes the reason for having no position away with the position that comes back', () => {
    const geom = { type: 'Point' as const, coordinates: [118.9, 42.2] };
    const change = changeOf(restore({ geom }, { unplacedReason: 'zeroCoordinates' }));
    expect(change.puts.premises).toEqual([shop({ geom })]);
  });

  it('never touches grades, colours and what is no field', () => {
    const values = { supervisionGrade: 'gradeGood', gradedOn: '2020-01-01', warningColor: 'red', fid: 3, rev: 1, other: 'x' };
    expect(restore(values)).toMatchObject({ failure: { code: 'nothingToChange' } });
    expect(restore({ name: '红旗超市' })).toMatchObject({ failure: { code: 'nothingToChange' } });
  });
});
