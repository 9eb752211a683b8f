import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Config, Listen } from './config.ts';
import { ConfigError } from './problems.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** `host:port`, `[::1]:9790`, or `:9790` for every address; undefined where the text is none of these. */
export function parseListen(text: string): Listen | undefined {
  const { bracketed, plain, port } =
    /^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[\w.-]*)):(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535 || (bracketed !== undefined && !isIPv6(bracketed))) return undefined;
  const host = bracketed ?? plain;
  return host ? { host, port: Number(port) } : { port: Number(port) };
}

/** Whether only this machine can reach the address. A name other than localhost may mean anything, so it does not count. */
export function isLoopback(host: string | undefined): boolean {
  if (host === undefined || isIP(host) === 0) return host === 'localhost';
  return loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

/** Refuses to show a whole network what no token protects. Throws ConfigError. */
export function assertListenAllowed(config: Config): void {
  if (isLoopback(config.listen.host) || config.auth.readToken) return;
  const message =
    'this address can be reached from other machines, and no token protects it; either listen on 127.0.0.1, ' +
    'or set auth: { read_token_env: WAYMARK_READ_TOKEN } and that variable';
  throw new ConfigError([config.problem(['listen'], message)]);
}
