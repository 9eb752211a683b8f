/** Clones over smart HTTP, by git's own server side. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const gitPath = /^\/([^/]+)\/([^/]+?)\.git\/(info\/refs|git-upload-pack|HEAD|objects\/.*)$/;

/** As GitHub's: partial clones and any reachable commit may be asked for. */
const settings = ['safe.directory=*', 'uploadpack.allowFilter=true', 'uploadpack.allowAnySHA1InWant=true'].flatMap(
  (setting) => ['-c', setting]
);

/** Runs `git http-backend` for one request and passes its answer on. Resolves with the status. */
export async function serveGit(
  directory: string,
  tail: string,
  query: string,
  body: Buffer,
  request: IncomingMessage,
  response: ServerResponse
): Promise<number> {
  const { 'content-type': type, 'content-encoding': encoding, 'git-protocol': protocol } = request.headers;
  const child = spawn('git', [...settings, 'http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${tail}`,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: type ?? '',
      CONTENT_LENGTH: String(body.length),
      REMOTE_ADDR: '127.0.0.1',
      ...(encoding && { HTTP_CONTENT_ENCODING: encoding }),
      ...(protocol && { GIT_PROTOCOL: String(protocol) }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(body);
  let head = Buffer.alloc(0);
  let status = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (status > 0) {
      if (!response.write(chunk))
        await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) continue;
    status = writeHead(response, head.subarray(0, end).toString());
    response.write(head.subarray(end + 4));
  }
  if (status === 0) response.writeHead(500);
  response.end();
  return status === 0 ? 500 : status;
}

/** CGI writes its status as a header. */
function writeHead(response: ServerResponse, text: string): number {
  const headers = text.split('\r\n').map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
  });
  const status = Number(headers.find(([name]) => name === 'status')?.[1].slice(0, 3) ?? 200);
  response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'status')));
  return status;
}
