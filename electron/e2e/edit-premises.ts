import type { Page } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';

declare const window: Window & { host: Host };

/** What the record has of the premises a text finds first; null when it finds none. */
export const readPremises = (page: Page, text: string) =>
  page.evaluate(async (wanted) => {
    const [hit] = await window.host.records.search({ text: wanted, limit: 1 });
    return hit === undefined ? null : window.host.records.get({ table: 'premises', id: hit.id });
  }, text);

/** Changes fields of the premises a text finds first, as its dialog would, and answers what the record says to it. */
export const editPremises = (page: Page, text: string, values: Record<string, unknown>) =>
  page.evaluate(
    async ([wanted, changes]) => {
      const { records } = window.host;
      const [hit] = await records.search({ text: wanted, limit: 1 });
      const { fid: _fid, rev: _rev, ...row } = (await records.get({ table: 'premises', id: hit!.id }))!;
      const changed = { ...row, ...changes };
      const note = { edit: 'editPremises', subject: String(changed.name), count: 1 };
      return records.apply({ change: { note, puts: { premises: [changed] }, deletes: {} } as never });
    },
    [text, values] as const,
  );
