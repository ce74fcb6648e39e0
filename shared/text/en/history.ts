import type { TextsLike } from '../texts-like.ts';
import type { history as chinese } from '../zh-CN/history.ts';

export const history: TextsLike<typeof chinese> = {
  what: { created: 'Created', changed: 'Changed', removed: 'Removed' },
  position: 'Position',
  faults: {
    entryMissing: 'The entry of change {{rev}} is gone',
    entryEdited: 'The entry of change {{rev}} was altered',
    chunkEdited: 'The content of change {{rev}} was altered',
    chunkMissing: 'Part of the content of change {{rev}} is gone',
    chunkUnexpected: 'Change {{rev}} contains content that is not its own',
    undoEdited: 'The undo mark of change {{rev}} was altered',
    headEdited: 'The end of the change log (change {{rev}}) is not where the workspace left it',
  },
  sound: 'The change log is sound: {{entries}} changes, none altered.',
  unsound: 'The change log differs from what was written in {{total}} places.',
  outsideTitle: 'Another program changed this workspace',
  outsideHint:
    'These edits are not in the change log. Adopt them as one change, which can be undone later, or restore what this app had saved.',
  outsideRow: '{{added}} added, {{changed}} changed, {{removed}} removed',
  adopt: 'Adopt as a change',
  reject: 'Restore what was saved',
  readOnly: {
    newerSchema: 'This workspace was saved by a newer version of the app and can only be viewed. Update the app to edit it.',
  },
};
