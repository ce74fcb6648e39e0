import { afterEach, beforeEach, expect, it } from 'vitest';
import { done } from '../../shared/model/index.ts';
import { fakeHost } from '../host/fake-host.ts';
import { replaceHost } from '../host/host.ts';
import { noticesStore } from '../state/notices.ts';
import { operatorChanged, setAppInfo } from '../state/preferences.ts';
import { closeDialog, openDialog, screenStore } from '../state/screen.ts';
import { workspaceOpened } from '../state/workspace.ts';
import { takeDroppedFiles } from './drop-files.ts';

let asked: string[];
beforeEach(async () => {
  asked = [];
  const host = fakeHost({ rows: {} });
  replaceHost({
    ...host,
    files: {
      ...host.files,
      async open({ path }) {
        asked.push(`open ${path}`);
        return done(null);
      },
      async addBasemap({ path }) {
        asked.push(`add ${path}`);
        return done(null);
      },
    },
  });
  setAppInfo(await host.windows.info(null));
  workspaceOpened(await host.records.info(null));
});
afterEach(() => {
  replaceHost(null);
  workspaceOpened(null);
  closeDialog();
  noticesStore.setState({ notices: [] });
});

const drop = (...names: string[]) => takeDroppedFiles(names.map((name) => ({ path: `/${name}`, name })));
const said = () => noticesStore.getState().notices.map(({ text }) => text);

it.each([
  ['东区.GPKG', 'open /东区.GPKG'],
  ['航拍.pmtiles', 'add /航拍.pmtiles'],
  ['航拍.MBTiles', 'add /航拍.MBTiles'],
])('does with %s what it is for', (name, what) => {
  drop(name);
  expect(asked).toEqual([what]);
});

it.each(['场所.csv', '全市.osm.pbf', '没有后缀', 'gpkg', '场所.gpkg.csv'])('imports %s', (name) => {
  drop(name);
  expect(screenStore.getState().dialog).toEqual({ kind: 'import', files: [{ path: `/${name}`, name }] });
  expect(asked).toEqual([]);
});

it('imports several files one after the other, a GeoPackage among them', () => {
  const names = ['场所.csv', '水源.gpkg', '巡查.gpx'];
  drop(...names);
  expect(screenStore.getState().dialog).toEqual({ kind: 'import', files: names.map((name) => ({ path: `/${name}`, name })) });
  expect(asked).toEqual([]);
});

it('says why a file is not taken', () => {
  drop();
  expect(said()).toEqual([]);
  drop('一.csv', '航拍.pmtiles');
  expect(said()).toEqual(['imports.dropMixed']);
  operatorChanged({ name: '看图员', unit: '', role: 'viewer' });
  drop('场所.csv');
  drop('航拍.pmtiles');
  expect(said().slice(1)).toEqual(['operator.needs.recorder', 'operator.needs.administrator']);
  workspaceOpened(null);
  drop('场所.csv');
  expect(said().at(-1)).toBe('app.commands.disabled.noWorkspace');
  drop('东区.gpkg');
  expect(asked).toEqual(['open /东区.gpkg']);
});

it('leaves an open dialog alone', () => {
  openDialog({ kind: 'shortcuts' });
  drop('东区.gpkg');
  expect(asked).toEqual([]);
  expect(screenStore.getState().dialog).toEqual({ kind: 'shortcuts' });
  expect(said()).toEqual(['app.commands.disabled.dialogOpen']);
});
