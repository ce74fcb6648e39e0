import { expect, it } from 'vitest';
import { networkKind, networkKindOf } from './network-folder.ts';
import { refuseNetworkFolder } from './ready-to-open.ts';

const mountInfo = `22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
31 22 0:40 / /mnt/share rw,relatime shared:5 - cifs //server/share rw,vers=3.0
32 22 0:41 / /mnt/share/local rw - ext4 /dev/sdb1 rw
33 22 0:42 / /media/old\\040disk rw - nfs4 server:/export rw
34 22 0:43 / /home/user/remote rw - fuse.sshfs user@host:/ rw
35 22 0:44 / /run rw - tmpfs tmpfs rw
`;
const linux = (resolved: string) => networkKind({ platform: 'linux', resolved, mountInfo });
const windows = (resolved: string) => networkKind({ platform: 'win32', resolved, mountInfo: null });

it('tells network file systems from local ones on Linux', () => {
  expect(linux('/home/user')).toBeNull();
  expect(linux('/mnt/share')).toBe('cifs');
  expect(linux('/mnt/share/deep/er')).toBe('cifs');
  expect(linux('/media/old disk/x')).toBe('nfs4');
  expect(linux('/mnt/shared')).toBeNull();
  expect(linux('/mnt/share/local/x')).toBeNull();
  expect(linux('/home/user/remote/x')).toBe('fuse.sshfs');
  expect(networkKind({ platform: 'linux', resolved: '/x', mountInfo: null })).toBeNull();
});

it('tells UNC paths, and mapped drives resolved to them, from local ones on Windows', () => {
  expect(windows('\\\\server\\share\\folder')).toBe('smb');
  expect(windows('//server/share')).toBe('smb');
  expect(windows('\\\\?\\UNC\\server\\share')).toBe('smb');
  expect(windows('C:\\Users\\x')).toBeNull();
  expect(windows('\\\\?\\C:\\x')).toBeNull();
});

it('tells them on macOS', () => {
  const printed = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//zhang@server/share on /Volumes/old share (smbfs, nodev, nosuid, mounted by zhang)
server:/export on /Volumes/nfs (nfs)
/dev/disk4s1 on /Volumes/USB (exfat, local, nodev)
`;
  const mac = (resolved: string) => networkKind({ platform: 'darwin', resolved, mountInfo: printed });
  expect(['/Users/x', '/Volumes/old share/a', '/Volumes/nfs', '/Volumes/USB/a'].map(mac)).toEqual([null, 'smbfs', 'nfs', null]);
});

it('refuses a workspace on one, by the name of what it is', () => {
  expect(refuseNetworkFolder('/mnt/share/w.gpkg', 'cifs')).toMatchObject({
    failure: { code: 'workspaceOnNetwork', details: { path: '/mnt/share/w.gpkg', kind: 'cifs' } },
  });
  expect(refuseNetworkFolder(import.meta.filename)).toBeNull();
});

it('finds the folder of this file local', () => {
  expect(networkKindOf(import.meta.filename)).toBeNull();
});
