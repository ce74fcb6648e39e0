import { afterEach, expect, it, vi } from 'vitest';
import { entities, newRow } from '../../shared/model/index.ts';
import { type FakeHost, fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { noticesStore } from '../state/notices.ts';
import { placeAt, placingStore, startPlacing, stopPlacing } from '../state/placing.ts';
import { setTrayOpen } from '../state/screen.ts';
import { workspaceChanged, workspaceOpened } from '../state/workspace.ts';
import { commitPlacing } from './commit-placing.ts';

const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'];
const target = (index: number) => ({ table: 'premises' as const, id: ids[index]!, name: `场所${index}` });
let stop: () => void = () => undefined;

function open(count = ids.length): FakeHost {
  const premises = ids
    .slice(0, count)
    .map((id, index) => newRow(entities.premises, id, { name: `场所${index}`, unplacedReason: 'noCoordinates' }));
  const host = fakeHost({ rows: { premises } });
  replaceHost(host);
  stop = commitPlacing();
  setTrayOpen(true);
  return host;
}
const busy = { timeout: 10_000 };
const placed = (host: FakeHost) => host.rows('premises').filter(({ geom }) => geom !== null).length;

afterEach(() => {
  stop();
  stopPlacing();
  setTrayOpen(false);
  workspaceOpened(null);
  replaceHost(null);
  noticesStore.setState({ notices: [] });
});

it('goes on to the next one that has no place', async () => {
  const host = open();
  startPlacing(target(0));
  placeAt([118.9, 42.2]);
  await vi.waitFor(() => expect(placingStore.getState().target?.id).toBe(ids[1]), busy);
  expect(placed(host)).toBe(1);
});

it.each([
  ['another was begun', () => startPlacing(target(2)), ids[2]],
  ['it was stopped', stopPlacing, undefined],
])('leaves it alone when %s while the place was written', async (_what, meanwhile, expected) => {
  const host = open();
  startPlacing(target(0));
  placeAt([118.9, 42.2]);
  meanwhile();
  await vi.waitFor(() => expect(placed(host)).toBe(1), busy);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(placingStore.getState().target?.id).toBe(expected);
});

it('does not begin again with the one just placed when that is undone while the next is looked for', async () => {
  const host = open(1);
  const { unplaced } = host.records;
  const asked = vi.spyOn(host.records, 'unplaced').mockImplementationOnce(async (request) => {
    await host.records.undo(null);
    return unplaced(request);
  });
  startPlacing(target(0));
  placeAt([118.9, 42.2]);
  await vi.waitFor(() => expect(placingStore.getState().target).toBeNull(), busy);
  expect(asked).toHaveBeenCalledOnce();
  expect(placed(host)).toBe(0);
});

it('ends when what is to be placed is no longer in the record, and goes on after any other change', async () => {
  const host = open();
  const info = (await host.records.info(null))!;
  workspaceOpened(info);
  startPlacing(target(0));
  const asked = vi.spyOn(host.records, 'get');
  workspaceChanged({ ...info, rev: info.rev + 1 });
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  await asked.mock.results[0]!.value;
  expect(placingStore.getState().target?.id).toBe(ids[0]);
  asked.mockResolvedValueOnce(null);
  workspaceChanged({ ...info, rev: info.rev + 2 });
  await vi.waitFor(() => expect(placingStore.getState().target).toBeNull());
});
