import type { Lockfile } from './shipped-packages.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * What is wrong with a lockfile, in words: packages from elsewhere than npm's registry, without a checksum, or a package.json that
 * asks for something else. An optional package for another system may lack its checksum: a registry that does not carry it
 * cannot tell one, and `npm ci` on that system verifies what it downloads against the registry instead.
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
    const elsewhere = entry.optional === true && (entry.os !== undefined || entry.cpu !== undefined);
    if (entry.integrity === undefined ? !elsewhere : !/^sha512-[A-Za-z0-9+/]{86}==/.test(entry.integrity)) {
      problems.push(`${path} has no sha512 checksum`);
    }
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
