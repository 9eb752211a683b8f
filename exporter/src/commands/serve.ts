import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { destination, type Logger, pino, stdTimeFunctions } from 'pino';
import { createApp } from '#api/app.ts';
import type { Config } from '#config/config.ts';
import { assertListenAllowed } from '#config/listen.ts';
import { watchConfig } from '#config/watch.ts';
import { countLooks } from '#pipeline/looks.ts';
import { repeat } from '#pipeline/schedule.ts';
import { createExposition } from '#exposition/exposition.ts';
import { conclusionRows } from './conclusion-rows.ts';
import { configuration, configurationFile } from './configuration.ts';
import { demoRecords } from '#demo/records.ts';
import { replaceRecords } from '#store/records.ts';
import { prepareDemo } from './demo.ts';
import { type Engine, startEngine } from './engine.ts';
import { openForWriting } from './open.ts';
import { explain, services } from './services.ts';

export type ServeOptions = {
  readonly file: string | undefined;
  readonly demo: boolean;
  readonly version: string;
  readonly now: () => number;
};

/** Lines for people and for machines: times in RFC 3339, levels by name, no host and no process id. */
const readable = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (level: string) => ({ level }) },
};

/** The address cannot be listened on. */
export class ListenError extends Error {}

/** How often it is written that somebody looked, in milliseconds. */
const minute = 60_000;
/** How long requests under way may take to end after SIGTERM, in milliseconds. */
const drain = 10_000;

/** Collects, computes and serves until SIGTERM or SIGINT; then closes cleanly and returns 0. */
export async function serve({ file: named, demo, version, now }: ServeOptions): Promise<number> {
  const file = configurationFile(named, demo);
  const sections = demo ? await prepareDemo(configuration(file, {}), now()) : undefined;
  const load = (): Config => {
    const config = configuration(file, sections);
    assertListenAllowed(config);
    return config;
  };
  const config = load();
  // Logs go to stderr: stdout has the address and nothing else.
  const log = pino(readable, destination({ dest: 2, sync: true }));
  const database = await openForWriting(config);
  if (demo) await replaceRecords(database, demoRecords(now()));
  const ended = endOfProcess(log);

  let engine: Engine | undefined;
  const looks = countLooks(database);
  const writing = repeat(() => looks.flush(now()), minute, ended.fail);
  const exposition = createExposition({ version, sources: () => engine?.statuses() ?? [] });
  const start = (next: Config): Promise<Engine> =>
    startEngine({
      config: next,
      database,
      now,
      log,
      onSnapshot: exposition.update,
      onConclusions: (conclusions) => exposition.conclude(conclusionRows(conclusions)),
      onBug: ended.fail,
    });
  const app = createApp({
    services: services({ version, demo, now, database, exposition, looks, engine: () => engine }),
    auth: {
      ...(config.auth.readToken && { readToken: config.auth.readToken }),
      ...(config.auth.writeToken && { writeToken: config.auth.writeToken }),
    },
    log,
    explain,
  });
  const server = createServer(app);
  try {
    await listen(server, config);
    process.stdout.write(`Waymark listens on ${addressOf(server)}${demo ? ' (demo data)' : ''}\n`);
    engine = await start(config);
    const reload = reloading({ log, start, current: () => engine, replace: (next) => (engine = next) });
    const watch =
      file === undefined
        ? undefined
        : watchConfig({
            file,
            goalFiles: config.goalFiles,
            load,
            onChange: reload,
            onError: (error) => log.error(error.message),
          });
    const onHangUp = (): void => watch?.reload();
    process.on('SIGHUP', onHangUp);
    try {
      await ended.promise;
    } finally {
      process.off('SIGHUP', onHangUp);
      watch?.close();
      await reload.settled();
    }
    return 0;
  } finally {
    await closeServer(server);
    await engine?.stop();
    await writing.stop();
    await looks.flush(now());
    await database.close();
  }
}

/** Resolves on SIGTERM and SIGINT, rejects on a bug. */
function endOfProcess(log: Logger): { promise: Promise<void>; fail: (error: unknown) => void } {
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    fail = reject;
    const end = (signal: NodeJS.Signals): void => {
      log.info({ signal }, 'ending');
      resolve();
    };
    process.once('SIGTERM', end).once('SIGINT', end);
  });
  return { promise, fail: (error) => fail(error) };
}

async function listen(server: Server, { listen: { host, port } }: Config): Promise<void> {
  server.listen({ port, ...(host !== undefined && { host }) });
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const where = `${host ?? 'every address'}, port ${port}`;
    if (code === 'EADDRINUSE')
      throw new ListenError(
        `cannot listen on ${where}: something else does already. End it, or choose another port with listen: in the configuration`
      );
    if (code === 'EACCES')
      throw new ListenError(
        `cannot listen on ${where}: this user may not. Choose a port above 1023 with listen: in the configuration`
      );
    throw new ListenError(
      `cannot listen on ${where}: ${code}. Choose an address of this machine with listen: in the configuration`,
      { cause: error }
    );
  }
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), drain);
  await closed;
  clearTimeout(impatient);
}

type Reloading = {
  readonly log: Logger;
  readonly start: (config: Config) => Promise<Engine>;
  readonly current: () => Engine | undefined;
  readonly replace: (engine: Engine) => void;
};

/** One reload after the other; what only a restart can change is said. */
function reloading({
  log,
  start,
  current,
  replace,
}: Reloading): ((config: Config) => void) & { settled: () => Promise<void> } {
  let queue = Promise.resolve();
  const reload = (config: Config): void => {
    queue = queue.then(async () => {
      const before = current();
      if (before && fixed(before.config) !== fixed(config))
        log.warn('listen, storage and auth of the new configuration need a restart; everything else holds from now on');
      await before?.stop();
      replace(await start(config));
      log.info('the new configuration holds');
    });
  };
  return Object.assign(reload, { settled: () => queue });
}

function fixed({ listen: address, storage, auth }: Config): string {
  return JSON.stringify([address, storage, Object.keys(auth)]);
}
