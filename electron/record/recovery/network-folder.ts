import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';

/** File systems of another computer, as Linux's /proc/self/mountinfo and macOS's mount(8) name them. */
const networkFileSystems = new Set([
  'cifs',
  'smb3',
  'smbfs',
  'nfs',
  'nfs4',
  'afs',
  'ceph',
  'glusterfs',
  'lustre',
  'ncpfs',
  'davfs',
  'afpfs',
  'webdav',
  'fuse.sshfs',
  'fuse.rclone',
  'fuse.davfs2',
  'fuse.gvfsd-fuse',
  'fuse.smbnetfs',
  'fuse.s3fs',
  'fuse.glusterfs',
]);

export interface FolderFacts {
  platform: NodeJS.Platform;
  /** The folder with links, and on Windows mapped drives, resolved. */
  resolved: string;
  /** Linux: the content of /proc/self/mountinfo. macOS: what mount(8) prints. Null where there is neither. */
  mountInfo: string | null;
}

/**
 * Which network file system a path lies on; null for a local disk. SQLite's WAL shares memory between processes, which
 * works on one computer only, and network locks are not to be relied on (sqlite.org/wal.html, sqlite.org/useovernet.html).
 */
export function networkKind({ platform, resolved, mountInfo }: FolderFacts): string | null {
  if (platform === 'win32') {
    const path = resolved.replaceAll('/', '\\');
    if (/^\\\\\?\\UNC\\/i.test(path)) return 'smb';
    return /^\\\\[^\\?.]/.test(path) ? 'smb' : null;
  }
  if (mountInfo === null) return null;
  let deepest = { point: '', type: '' };
  for (const line of mountInfo.split('\n')) {
    const mount = platform === 'darwin' ? mountOfMac(line) : mountOfLinux(line);
    if (mount === null) continue;
    const { point, type } = mount;
    const inside = resolved === point || resolved.startsWith(point.endsWith('/') ? point : `${point}/`);
    // Of two mounts on one point the later one hides the earlier.
    if (inside && point.length >= deepest.point.length) deepest = { point, type };
  }
  return networkFileSystems.has(deepest.type) ? deepest.type : null;
}

interface Mount {
  point: string;
  type: string;
}

/** `36 35 98:0 /root /point options - type source`, proc(5); spaces in paths are octal escapes. */
function mountOfLinux(line: string): Mount | null {
  const [place, rest] = line.split(' - ');
  const point = place?.split(' ')[4]?.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
  const type = rest?.split(' ')[0];
  return point === undefined || type === undefined ? null : { point, type };
}

/** `//user@server/share on /Volumes/share (smbfs, nodev, nosuid)`, mount(8). */
function mountOfMac(line: string): Mount | null {
  const [, point, type] = / on (\/.*) \((\w+)[,)]/.exec(line) ?? [];
  return point === undefined || type === undefined ? null : { point, type };
}

/** The network file system a file lies or would lie on; null for a local disk, and where that cannot be told. */
export function networkKindOf(path: string): string | null {
  const { platform } = process;
  let resolved = dirname(path);
  try {
    resolved = realpathSync.native(resolved);
  } catch {
    // The folder is not there: opening says so.
  }
  return networkKind({ platform, resolved, mountInfo: mountInfo() });
}

function mountInfo(): string | null {
  if (process.platform === 'darwin') return spawnSync('/sbin/mount', { encoding: 'utf8', timeout: 5000 }).stdout || null;
  if (process.platform !== 'linux') return null;
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return null;
  }
}
