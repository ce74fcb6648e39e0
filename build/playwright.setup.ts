import { prepareWorkspaces } from '../electron/e2e/prepared-workspaces.ts';

export default prepareWorkspaces;
