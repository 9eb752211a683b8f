/** Who asks: a token, the app by a signed web token, or nobody. */
import { createPublicKey, verify } from 'node:crypto';
import { Refusal } from './reply.ts';
import type { App, Credential, GithubState } from './state.ts';

export type Identity = { readonly credential: Credential | undefined; readonly app: App | undefined };

/** Throws 401 for what is shown but not good. Basic carries the token as its password, as git does. */
export function authenticate(state: GithubState, header: string | undefined, now: number): Identity {
  const [scheme, value = ''] = header?.trim().split(/\s+/) ?? [];
  if (scheme === undefined || scheme === '') return { credential: undefined, app: undefined };
  if (!/^(token|bearer|basic)$/i.test(scheme)) throw new Refusal(401, 'Bad credentials');
  const token = scheme.toLowerCase() === 'basic' ? password(value) : value;
  if (token.split('.').length === 3) return { credential: undefined, app: signedApp(state.app, token, now) };
  const credential = state.credentials.get(token);
  const expired = credential?.expiresAt !== undefined && now >= credential.expiresAt;
  if (!credential || expired) throw new Refusal(401, 'Bad credentials');
  return { credential, app: undefined };
}

function password(basic: string): string {
  const [user = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':');
  return rest.join(':') || user;
}

/** GitHub's rules for an app's token: RS256, issued by the app, not in the future, ten minutes at most. */
function signedApp(app: App | undefined, token: string, now: number): App {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const refuse = (message: string) => new Refusal(401, message);
  if (!app) throw refuse('Integration not found');
  const key = createPublicKey(app.publicKey);
  const good = verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'));
  if (!good || read(head)['alg'] !== 'RS256') throw refuse('A JSON web token could not be decoded');
  const { iat, exp, iss } = read(payload);
  const seconds = now / 1000;
  if (String(iss) !== String(app.id)) throw refuse('Integration not found');
  if (typeof iat !== 'number' || iat > seconds) {
    throw refuse("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  }
  if (typeof exp !== 'number' || exp <= seconds) {
    throw refuse(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which it expires"
    );
  }
  if (exp > seconds + 600) throw refuse("'Expiration time' claim ('exp') is too far in the future");
  return app;
}

function read(part: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
