import { afterEach, expect, it } from 'vitest';
import { entities, newRow } from '../../shared/model/index.ts';
import { type FakeHost, fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { noticesStore } from '../state/notices.ts';
import { changeGrade, editPremisesFields, placeRow, removeRow } from './edit-premises.ts';

const id = '11111111-1111-4111-8111-111111111111';
let host: FakeHost;
const open = () => {
  host = fakeHost({
    rows: {
      premises: [newRow(entities.premises, id, { name: '东街超市', supervisionGrade: 'gradeGood', unplacedReason: 'noCoordinates' })],
    },
  });
  replaceHost(host);
};
const row = () => host.rows('premises')[0]!;
const said = () => noticesStore.getState().notices.map(({ text }) => text);

afterEach(() => {
  replaceHost(null);
  noticesStore.setState({ notices: [] });
});

it('places what had no position, and undo takes it off the map again', async () => {
  open();
  expect(await placeRow(row(), [118.95, 42.26])).toBe(true);
  expect(row()).toMatchObject({ geom: { type: 'Point', coordinates: [118.95, 42.26] }, unplacedReason: null });
  expect(said()).toEqual(['app.notices.placed']);
  await host.records.undo(null);
  expect(row()).toMatchObject({ geom: null, unplacedReason: 'noCoordinates' });
});

it('grades with a period in the history and offers to undo it', async () => {
  open();
  const given = { grade: 'gradeSecure', reason: '疏散通道堵塞', gradedBy: ' 张三 ', on: '2026-03-01' } as const;
  expect(await changeGrade(row(), given)).toBe(true);
  expect(row()).toMatchObject({ supervisionGrade: 'gradeSecure', gradedBy: '张三' });
  expect(host.rows('grade_period')).toMatchObject([{ premisesId: id, grade: 'gradeSecure', fromOn: '2026-03-01', toOn: null }]);
  expect(noticesStore.getState().notices).toMatchObject([{ commandId: 'undo' }]);
});

it('says why a grade is refused and writes nothing', async () => {
  open();
  expect(await changeGrade(row(), { grade: 'gradeGood', reason: '复查', gradedBy: '', on: '2026-03-01' })).toBe(false);
  expect(said()).toEqual(['failures.gradeUnchanged']);
  expect(host.calls).not.toContain('records.apply');
});

it('does not write when nothing was changed', async () => {
  open();
  expect(await editPremisesFields(row(), {})).toBe(true);
  expect(host.calls).not.toContain('records.apply');
  expect(await editPremisesFields(row(), { phone: '0476-1234567' })).toBe(true);
  expect(row().phone).toBe('0476-1234567');
});

it('removes a premises without a history', async () => {
  open();
  await removeRow(row());
  expect(host.rows('premises')).toEqual([]);
  expect(said()).toEqual(['app.notices.removed']);
});
