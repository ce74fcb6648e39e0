import type { TextsLike } from '../texts-like.ts';
import type { operator as chinese } from '../zh-CN/operator.ts';

export const operator: TextsLike<typeof chinese> = {
  title: 'Operator',
  firstTitle: 'Who uses this computer?',
  hint: 'Name and unit are kept with every change, on this computer only. The role guards against mistakes, it is no password; change it later in the workspace menu.',
  name: 'Name',
  nameNeeded: 'Enter a name',
  unit: 'Unit',
  roleLabel: 'Role',
  save: 'Save',
  skip: 'Skip',
  role: {
    viewer: 'Viewer',
    recorder: 'Recorder',
    planner: 'Planner',
    administrator: 'Administrator',
    wall: 'Wall',
    snapshot: 'Snapshot',
  },
  roleHint: {
    viewer: 'Looks only; telephone numbers and responsible persons are hidden.',
    recorder: 'Enters and imports premises, hazards and inspections.',
    planner: 'Also changes zones, stations, roads and other plans.',
    administrator: 'Everything, settings and restoring included.',
  },
  needs: {
    recorder: 'This role can only look; it takes a recorder',
    planner: 'It takes a planner or higher',
    administrator: 'It takes an administrator',
  },
};
