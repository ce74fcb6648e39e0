import type { Lockfile } from './shipped-packages.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * The packages without a checksum: the linter's programs for other systems. The registry the lockfile was made with does not carry
 * them and so cannot tell one. They are never installed where the lockfile is made nor shipped; `npm ci` on such a system
 * verifies what it downloads against its own registry.
 */
const withoutChecksum: ReadonlySet<string> = new Set(
  ['android-arm64', 'android-x64', 'darwin-arm64', 'darwin-x64', 'linux-arm64-musl', 'linux-x64-musl', 'win32-arm64', 'win32-x64'].map(
    (system) => `node_modules/@biomejs/cli-${system}`,
  ),
);

/**
 * What is wrong with a lockfile, in words: packages from elsewhere than npm's registry, without a checksum but for those named
 * above, or a package.json that asks for something else.
 */
export function checkLockfile(lockfile: Lockfile, manifest: Manifest): string[] {
  const problems: string[] = [];
  if (lockfile.lockfileVersion !== 3) problems.push(`lockfileVersion is ${lockfile.lockfileVersion}, not 3`);
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    if (path === '') continue;
    if (!path.startsWith('node_modules/') || entry.link) problems.push(`${path} is a folder, not a package of the registry`);
    // .npmrc omits the address of what comes from the configured registry: an address here is another place.
    if (entry.resolved !== undefined) problems.push(`${path} comes from ${entry.resolved}`);
    if (!entry.version || !/^\d+\.\d+\.\d+/.test(entry.version)) problems.push(`${path} has no exact version`);
    const excepted = withoutChecksum.has(path) && entry.dev === true && entry.optional === true && entry.os !== undefined;
    if (entry.integrity === undefined ? !excepted : !/^sha512-[A-Za-z0-9+/]{86}==/.test(entry.integrity)) {
      problems.push(`${path} has no sha512 checksum`);
    }
    if (withoutChecksum.has(path) && entry.integrity !== undefined) problems.push(`${path} has a checksum and need not be excepted`);
  }
  const root = lockfile.packages[''] ?? {};
  for (const kind of ['dependencies', 'devDependencies'] as const) {
    const [asked, locked] = [manifest[kind] ?? {}, root[kind] ?? {}];
    for (const name of new Set([...Object.keys(asked), ...Object.keys(locked)])) {
      if (asked[name] !== locked[name]) problems.push(`${kind}: package.json says ${name} ${asked[name]}, the lockfile ${locked[name]}`);
      if (asked[name] !== undefined && !/^[~^]?\d/.test(asked[name])) problems.push(`${name} is asked for as ${asked[name]}`);
      if (!(`node_modules/${name}` in lockfile.packages)) problems.push(`${name} is not in the lockfile`);
    }
  }
  return problems;
}
