import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of its own in a temporary folder, on a socket there and run as an unprivileged user. */
export interface PrivateDatabase {
  /** Files put here can be read by COPY. */
  folder: string;
  /** Runs psql and answers what it prints. */
  psql(...args: string[]): string;
  close(): void;
}

const binaries = '/usr/lib/postgresql/15/bin';
const asRoot = process.getuid?.() === 0;

/** Null where Debian's postgresql-15 with pgRouting is not installed. */
export function openPrivateDatabase(): PrivateDatabase | null {
  if (!existsSync(join(binaries, 'initdb')) || !existsSync('/usr/share/postgresql/15/extension/pgrouting.control')) return null;
  const folder = mkdtempSync(join(tmpdir(), 'private-database-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (asRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(run('id', [flag, 'postgres'])));
    for (const path of [folder, data]) chownSync(path, uid!, gid!);
  }
  chmodSync(folder, 0o755);
  runUnprivileged(join(binaries, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres']);
  const settings = `-c listen_addresses='' -k ${folder} -c fsync=off -c shared_buffers=512MB -c work_mem=256MB`;
  runUnprivileged(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-o', settings, '-l', join(data, 'log'), 'start']);
  return {
    folder,
    psql: (...args) => run('psql', ['-q', '-h', folder, '-U', 'postgres', ...args, 'postgres']),
    close: () => {
      runUnprivileged(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true });
    },
  };
}

function runUnprivileged(command: string, args: string[]): string {
  return asRoot ? run('runuser', ['-u', 'postgres', '--', command, ...args]) : run(command, args);
}

/** What a program prints; throws with its complaint when it fails. */
export function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28, cwd: tmpdir() });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
