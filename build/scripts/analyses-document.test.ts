import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkSheet } from '../../electron/command-line/sheet-parameters.ts';
import { checkRequest, responseTaskIds, responseTasks } from '../../shared/analyses/response/index.ts';
import { analysesDocument, exampleOf, sheetExample } from './analyses-document.ts';

it('docs/analyses.md is what the parameters say', () => {
  expect(readFileSync(new URL('../../docs/analyses.md', import.meta.url), 'utf8')).toBe(analysesDocument());
});

it('explains every parameter in both languages', () => {
  for (const id of responseTaskIds) {
    for (const [name, schema] of Object.entries(responseTasks[id].parameters.shape)) {
      expect([id, name, schema.description]).toEqual([id, name, expect.stringMatching(/[\u4e00-\u9fff].* · .*[a-z]/)]);
    }
  }
});

it.each(responseTaskIds)('shows an example of %s that is allowed', (id) => {
  expect(checkRequest(id, exampleOf(id))).toMatchObject({ ok: true });
});

it('shows an example of a sheet that is allowed', () => {
  expect(checkSheet(sheetExample)).toMatchObject({ ok: true });
});
