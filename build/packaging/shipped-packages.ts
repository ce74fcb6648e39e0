import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './app-facts.ts';

/** One entry of package-lock.json, as far as it is read here (npm's lockfileVersion 3). */
export interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
  os?: string[];
  cpu?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
export interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, LockEntry>;
}

export interface ShippedPackage {
  name: string;
  version: string;
  license: string;
  /** Folder from the project's, as in the lockfile. */
  path: string;
  integrity: string | null;
  /** Paths of the packages it needs. */
  needs: string[];
}

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as Lockfile;
}

/**
 * The npm packages whose code may be in the app: everything reachable over `dependencies` from the project's own. Packages that
 * are only peers are reached by whoever names them. With the development runtime also the SQLite drop-in.
 */
export function shippedPackages(lockfile: Lockfile, { development }: { development: boolean }): ShippedPackage[] {
  const { packages } = lockfile;
  const found = new Map<string, ShippedPackage>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const entry = packages[path]!;
    const needs = Object.keys(entry.dependencies ?? {}).map((name) => resolveFrom(packages, path, name));
    found.set(path, {
      name: nameOf(path),
      version: entry.version ?? '',
      license: entry.license ?? '',
      path,
      integrity: entry.integrity ?? null,
      needs,
    });
    needs.forEach(visit);
  };
  for (const name of Object.keys(packages['']?.dependencies ?? {})) visit(`node_modules/${name}`);
  if (development) {
    const dropIn = 'node_modules/@photostructure/sqlite';
    visit('node_modules/node-gyp-build');
    const entry = packages[dropIn]!;
    const { version = '', license = '', integrity = null } = entry;
    found.set(dropIn, { name: nameOf(dropIn), version, license, path: dropIn, integrity, needs: ['node_modules/node-gyp-build'] });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Where Node finds `name` from a package: the nearest node_modules outwards. Throws when the lockfile has none. */
function resolveFrom(packages: Lockfile['packages'], from: string, name: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') throw new Error(`package-lock.json lacks ${name}, which ${from} needs.`);
  }
}
