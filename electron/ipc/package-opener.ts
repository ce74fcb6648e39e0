import { basename, dirname, extname, join } from 'node:path';
import type { WebContents } from 'electron';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { done, type Result } from '../../shared/model/index.ts';
import { chooseTarget, type FileTopic, withExtension } from './files.ts';

/**
 * How packages are opened: asks where to put the workspace in one, has it taken out there and opens it. Where it was to go is kept for each
 * package whose password was wrong or whose opening was stopped, so that another attempt asks for the password alone.
 */
export function packageOpener(topic: FileTopic) {
  const targets = new Map<string, string>();

  return async (
    contents: WebContents,
    { path }: { path: string },
    takeOut: (target: string) => Promise<Result<null>>,
  ): Promise<Result<WorkspaceInfo | null>> => {
    const target = targets.get(path) ?? (await askTarget(contents, path));
    if (target === null) return done(null);
    const opened = await takeOut(target);
    const mayTryAgain = !opened.ok && (opened.failure.code === 'passwordWrong' || opened.failure.code === 'cancelled');
    if (mayTryAgain) targets.set(path, target);
    else targets.delete(path);
    return opened.ok ? topic.openWorkspace(target) : opened;
  };

  async function askTarget(contents: WebContents, path: string): Promise<string | null> {
    const chosen = await chooseTarget(contents, {
      defaultPath: join(dirname(path), `${basename(path, extname(path))}.gpkg`),
      filters: [{ name: topic.translate()('backups.workspaceFile'), extensions: ['gpkg'] }],
    });
    return chosen === null ? null : withExtension(chosen, ['.gpkg']);
  }
}
