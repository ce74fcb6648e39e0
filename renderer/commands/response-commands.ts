import { runBivariate } from '../state/bivariate.ts';
import { runCoverage } from '../state/coverage.ts';
import { showResponse } from '../state/response-screen.ts';
import { setLeftOpen } from '../state/screen.ts';
import { type Command, command } from './command.ts';
import { needsWorkspace } from './needs.ts';

export const responseCommands: readonly Command[] = [
  command({
    id: 'coverage',
    label: 'response.commands.coverage',
    keys: ['Alt+R'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('coverage');
      runCoverage();
    },
  }),
  command({
    id: 'riskAndResponse',
    label: 'response.commands.riskAndResponse',
    keys: ['Alt+Shift+R'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('bivariate');
      runBivariate();
    },
  }),
];
