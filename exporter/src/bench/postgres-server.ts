import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export type PostgresServer = {
  readonly user: string;
  readonly password: string;
  readonly port: number;
  /** Makes an empty database and gives its address. */
  readonly database: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** The folder of initdb and postgres: Debian's newest, else that on PATH; undefined where there is none. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout;
  const folders = [...versions.map((version) => join(debian, version, 'bin')), dirname(onPath.trim())];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** A real server of its own, for tests and benchmarks, on a free port, which ends with this process however that ends. */
export async function startPostgres(binaries: string): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-postgres-'));
  const [user, password] = ['waymark', 'p4ss-of-the-test'];
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password);
  const identity = serverIdentity();
  if (identity !== undefined) {
    for (const path of [directory, passwordFile]) chownSync(path, identity.uid, identity.gid);
  }
  const data = join(directory, 'data');
  const initdb = ['-D', data, '-U', user, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), [...initdb, '--locale', 'C'], { ...identity, cwd: directory, stdio: 'pipe' });

  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  // The shell ends the server when its standard input closes, as it does even when this process is killed.
  const server = spawn(
    'sh',
    [
      '-c',
      '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server',
      'sh',
      join(binaries, 'postgres'),
    ].concat(['-D', data, '-p', String(port)], settings),
    { ...identity, cwd: directory, stdio: ['pipe', 'ignore', 'pipe'] }
  );
  let log = '';
  server.stderr.on('data', (text: Buffer) => (log += text.toString()));
  const address = (name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address('postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const stop = async (): Promise<void> => {
    await end(server);
    rmSync(directory, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await admin('SELECT 1');
      break;
    } catch (error) {
      if (tries === 200) {
        await stop();
        throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
      }
      await wait(50);
    }
  }
  let databases = 0;
  return {
    user,
    password,
    port,
    stop,
    database: async () => {
      const name = `test${(databases += 1)}`;
      await admin(`CREATE DATABASE ${name}`);
      return address(name);
    },
  };
}

/** The server refuses root: then it runs as the user that its package made. */
function serverIdentity(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
