import { FuseState, type FuseV1Config, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

export type FuseName = keyof typeof FuseV1Options;

/**
 * Every fuse of a packaged app. The development runtime keeps Electron's own defaults instead (all but the V8 snapshot
 * differ): Playwright needs `--inspect`, tests and tools set NODE_OPTIONS, and the app is loaded from its folder, not from
 * an archive. An app packaged around that runtime for a smoke test is set as below.
 */
export const statedFuses: Record<FuseName, boolean> = {
  /** ELECTRON_RUN_AS_NODE would turn the app into a Node that runs anything. */
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  /** Checked by Electron on Windows and macOS; Linux has no such check. */
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  /** The app has no V8 snapshot of its own. */
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** Pages come from app://, never from file://. */
  GrantFileProtocolExtraPrivileges: false,
  /** Bounds checks of WebAssembly by page protection, as in Chromium. Electron 33 has no such fuse yet. */
  WasmTrapHandlers: true,
};

const fuseNames = Object.keys(statedFuses) as FuseName[];

/** The fuses of an Electron binary by name; those its version does not have are left out. Throws on one that is not stated here. */
export async function readFuses(binary: string): Promise<Partial<Record<FuseName, boolean>>> {
  const { version: _version, ...wire } = await getCurrentFuseWire(binary);
  const known = new Map(fuseNames.map((name) => [String(FuseV1Options[name]), name]));
  const fuses: Partial<Record<FuseName, boolean>> = {};
  for (const [index, state] of Object.entries(wire)) {
    const name = known.get(index);
    if (name === undefined) throw new Error(`${binary} has a fuse ${index} that no one stated.`);
    if (state === FuseState.ENABLE || state === FuseState.DISABLE) fuses[name] = state === FuseState.ENABLE;
  }
  return fuses;
}

/** Sets every fuse the binary has as stated. */
export async function setFuses(binary: string): Promise<void> {
  const present = Object.keys(await readFuses(binary)) as FuseName[];
  const config: FuseV1Config = { version: FuseVersion.V1, resetAdHocDarwinSignature: process.platform === 'darwin' };
  for (const name of present) config[FuseV1Options[name]] = statedFuses[name];
  await flipFuses(binary, config);
}
