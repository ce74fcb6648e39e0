import { basename, dirname, extname, join } from 'node:path';
import type { WebContents } from 'electron';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { done, type Result } from '../../shared/model/index.ts';
import { chooseTarget, type FileTopic, withExtension } from './files.ts';

/**
 * How packages are opened: asks where to put the workspace in one, has it taken out there and opens it. Where it was to go is kept while the
 * password is wrong, so that only the password is asked for again.
 */
export function packageOpener(topic: FileTopic) {
  let kept: { path: string; target: string } | null = null;

  return async (
    contents: WebContents,
    { path }: { path: string },
    takeOut: (target: string) => Promise<Result<null>>,
  ): Promise<Result<WorkspaceInfo | null>> => {
    const target = kept?.path === path ? kept.target : await askTarget(contents, path);
    kept = null;
    if (target === null) return done(null);
    const opened = await takeOut(target);
    if (opened.ok) return topic.openWorkspace(target);
    if (opened.failure.code === 'passwordWrong') kept = { path, target };
    return opened;
  };

  async function askTarget(contents: WebContents, path: string): Promise<string | null> {
    const chosen = await chooseTarget(contents, {
      defaultPath: join(dirname(path), `${basename(path, extname(path))}.gpkg`),
      filters: [{ name: topic.translate()('backups.workspaceFile'), extensions: ['gpkg'] }],
    });
    return chosen === null ? null : withExtension(chosen, ['.gpkg']);
  }
}
