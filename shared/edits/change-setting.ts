import { newRow } from '../model/entity.ts';
import { type Change, entities } from '../model/index.ts';

export interface ChangeSettingArguments {
  key: string;
  value: unknown;
  /** The settings as read. */
  settings: readonly { id: string; key?: unknown }[];
  /** Id of the row when there is none yet. */
  newId: string;
}

/** Gives a setting of the record another value. */
export function changeSetting({ key, value, settings, newId }: ChangeSettingArguments): Change {
  const known = settings.find((row) => row.key === key);
  return {
    note: { edit: 'changeSetting', subject: key, count: 1 },
    puts: { setting: [newRow(entities.setting, known?.id ?? newId, { key, value })] },
    deletes: {},
  };
}
