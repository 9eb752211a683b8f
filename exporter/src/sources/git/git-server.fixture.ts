import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type GitServer = {
  readonly address: string;
  /** How many requests came with the right password. */
  readonly authorized: () => number;
  /** When the first request has come. */
  readonly asked: Promise<void>;
  readonly close: () => Promise<void>;
};

type Behaviour = {
  readonly username?: string;
  readonly password?: string;
  readonly redirect?: string;
  readonly silent?: boolean;
};

/** A repository over HTTP, by git's own `http-backend`. */
export async function serveGit(directory: string, behaviour: Behaviour = {}): Promise<GitServer> {
  const { username = '', password, redirect, silent = false } = behaviour;
  const expected = `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
  let authorized = 0;
  let wasAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (wasAsked = resolve));

  const server = createServer((request, response) => {
    wasAsked();
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (silent) return;
    if (redirect !== undefined) {
      response.writeHead(302, { location: `${redirect}${path.replace('/acme/checkout.git', '')}?${query}` }).end();
      return;
    }
    if (password !== undefined && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    authorized++;
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: directory,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        PATH_INFO: path.replace('/acme/checkout.git', ''),
        QUERY_STRING: query,
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_USER: '',
      },
    });
    request.pipe(backend.stdin);
    const parts: Buffer[] = [];
    backend.stdout.on('data', (part: Buffer) => parts.push(part));
    backend.on('close', () => {
      const all = Buffer.concat(parts);
      const end = all.indexOf('\r\n\r\n');
      for (const header of all.subarray(0, end).toString().split('\r\n')) {
        const [name = '', value = ''] = header.split(/: (.*)/);
        if (name === 'Status') response.statusCode = parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(all.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/acme/checkout.git`,
    authorized: () => authorized,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
