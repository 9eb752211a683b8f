import { GraphqlResponseError } from '@octokit/graphql';
import { RequestError } from '@octokit/request-error';
import { z } from 'zod';
import { SourceError, type SourceErrorReason } from '../errors.ts';

/** GitHub's side of a failure, without its words, which may name persons. The cause of every SourceError made here. */
class GithubFailure extends Error {
  /** Of HTTP; 200 where GraphQL tells it in the answer, 0 where there was none. */
  readonly status: number;
  /** Of a GraphQL error: NOT_FOUND, FORBIDDEN … */
  readonly type: string | undefined;

  constructor(status: number, type?: string) {
    super(`GitHub answered ${status}${type === undefined ? '' : ` ${type}`}`);
    this.name = 'GithubFailure';
    this.status = status;
    this.type = type;
  }
}

/** An answer of 200 that is no JSON, or only the beginning of it: worth asking again. */
export class CutOff extends RequestError {}

/** True for what is wrong with one repository only: gone, blocked, not granted, empty. The others go on. */
export function concernsOneRepository(error: unknown): boolean {
  if (!(error instanceof SourceError) || !(error.cause instanceof GithubFailure)) return false;
  const { status, type } = error.cause;
  return [403, 404, 409, 410, 451].includes(status) || type === 'FORBIDDEN' || type === 'NOT_FOUND';
}

/** True where GitHub answered, but not with all of it, as when its ten seconds run out: a smaller page may pass. */
export function mayPassSmaller(error: unknown): boolean {
  if (!(error instanceof SourceError) || !(error.cause instanceof GithubFailure)) return false;
  return error.reason === 'unavailable' && error.cause.status !== 0;
}

/** An answer by its schema. Throws what is wrong with its path, never with its content. */
export function readAnswer<Schema extends z.ZodType>(schema: Schema, data: unknown, about: string): z.output<Schema> {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.map(String).join('.');
  throw new SourceError(
    'unexpected_response',
    `GitHub's answer for ${about} is not what it should be at ${path === undefined || path === '' ? 'its root' : path}; it is asked again at the next pull. If this stays, report it, with the version of the server`
  );
}

/**
 * What went wrong, in our words and with what to do.
 * @param about what was asked for, as `pull requests of acme/checkout`
 */
export function failureOf(error: unknown, about: string): unknown {
  if (error instanceof GraphqlResponseError) return graphqlFailure(errorsOf(error), about);
  if (!(error instanceof RequestError)) return error;
  const headers = error.response?.headers ?? {};
  const fail = (reason: SourceErrorReason, message: string) =>
    new SourceError(reason, message, { cause: new GithubFailure(statusOf(error)) });
  if (error instanceof CutOff) {
    return fail(
      'unexpected_response',
      `GitHub's answer for ${about} is no whole JSON text at its root; it is asked again at the next pull. If this stays, look for a proxy between`
    );
  }
  switch (error.status) {
    case 401:
      return fail(
        'unauthorized',
        `GitHub does not accept the credential (asked for ${about}): it has expired or was revoked; set a new one`
      );
    case 403:
      return fail('unauthorized', forbidden(headers, about, blockedBy(error.response?.data)));
    case 404:
      return fail(
        'not_found',
        `GitHub has no ${about}, or the credential may not see it: check the name, and that the repository is granted to the token or app`
      );
    case 409:
      return fail('not_found', `There are no ${about}: the repository is empty`);
    case 410:
      return fail(
        'not_found',
        `GitHub says that ${about} are gone or switched off: leave the repository out with '!name' if this stays`
      );
    case 451:
      return fail('not_found', `GitHub may not give ${about} for legal reasons: leave the repository out with '!name'`);
    default:
      return error.status >= 500
        ? fail(
            'unavailable',
            `GitHub could not give ${about} (${error.response ? error.status : 'no answer'}); it is asked again at the next pull. If this stays, see its status page and the network`
          )
        : fail(
            'unexpected_response',
            `GitHub refused the request for ${about} (${error.status}): report it, with the version of the server`
          );
  }
}

/** Our own timeout is as good as the server's. */
function statusOf(error: RequestError): number {
  if (error.response) return error.status;
  return error.cause instanceof Error && error.cause.name === 'TimeoutError' ? 504 : 0;
}

const graphqlErrors = z.array(
  z.object({
    type: z.string().optional(),
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
  })
);
export type GraphqlError = z.output<typeof graphqlErrors>[number];

/** What GraphQL says beside its data; one error of unknown form where it cannot be read. */
export function errorsOf(error?: GraphqlResponseError<unknown>): readonly GraphqlError[] {
  if (!error) return [];
  const read = graphqlErrors.safeParse(error.errors);
  return read.success && read.data.length > 0 ? read.data : [{ message: '' }];
}

type Headers = Readonly<Record<string, string | number | undefined>>;

function blockedBy(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'block' in data;
}

function forbidden(headers: Headers, about: string, blocked: boolean): string {
  if (blocked) return `GitHub has blocked ${about}: leave the repository out with '!name'`;
  if (String(headers['x-github-sso'] ?? '').startsWith('required')) return singleSignOn(about);
  const permission = headers['x-accepted-github-permissions'];
  if (permission !== undefined) return `${about} need the permission ${permission}: grant it to the token or app`;
  const accepted = String(headers['x-accepted-oauth-scopes'] ?? '');
  if (accepted !== '') {
    const held = String(headers['x-oauth-scopes'] ?? '');
    return `${about} need a token with one of the scopes ${accepted}; this one has ${held === '' ? 'none' : held}`;
  }
  return `The credential may not read ${about}: grant it access to the repository`;
}

function singleSignOn(about: string): string {
  return `The organisation asks for single sign-on before ${about} may be read: authorise the token for it in the token's settings at GitHub`;
}

/** GraphQL names no permission, but the field that lacked it. */
const permissions: Readonly<Record<string, string>> = {
  pullRequests: 'Pull requests: read',
  files: 'Pull requests: read',
  issues: 'Issues: read',
  closingIssuesReferences: 'Issues: read',
  deployments: 'Deployments: read',
  releases: 'Contents: read',
  refs: 'Contents: read',
  object: 'Contents: read',
  defaultBranchRef: 'Contents: read',
  commits: 'Contents: read',
  projectItems: 'Projects: read (organisation)',
};

/** @param errors at least one; what the first says decides */
export function graphqlFailure(errors: readonly GraphqlError[], about: string): SourceError {
  const [error] = errors;
  const fail = (reason: SourceErrorReason, message: string) =>
    new SourceError(reason, message, { cause: new GithubFailure(200, error?.type) });
  switch (error?.type) {
    case 'NOT_FOUND':
      return fail(
        'not_found',
        `GitHub has no ${about}, or the credential may not see it: check the name, and that it is granted to the token or app`
      );
    case 'FORBIDDEN':
      return fail('unauthorized', graphqlForbidden(error, about));
    case 'INSUFFICIENT_SCOPES': {
      const scopes = /scopes: \[([^\]]*)\]/.exec(error.message)?.[1]?.replaceAll("'", '');
      return fail(
        'unauthorized',
        `${about} need a token with the scope ${scopes ?? 'that GitHub names in its settings'}: grant it`
      );
    }
    case 'MAX_NODE_LIMIT_EXCEEDED':
    case 'EXCESSIVE_PAGINATION':
    case 'INVALID_CURSOR_ARGUMENTS':
      return fail('unexpected_response', `GitHub refused the query for ${about} (${error.type}): report it`);
    default:
      // What is wrong with the query itself has neither type nor path into an answer.
      return error?.type === undefined && error?.path === undefined
        ? fail(
            'unexpected_response',
            `This server does not understand the query for ${about}: it is older than what is supported, or the query is wrong; report it, with the version of the server`
          )
        : fail('unavailable', `GitHub could not give all of ${about}; it is asked again at the next pull`);
  }
}

function graphqlForbidden({ path = [], message }: GraphqlError, about: string): string {
  if (/saml|single sign/i.test(message)) return singleSignOn(about);
  const field = path.findLast((step) => typeof step === 'string' && step in permissions);
  const permission = field === undefined ? undefined : permissions[field];
  return permission === undefined
    ? `The credential may not read ${about}: grant it access to the repository, or leave that out with '!name'`
    : `${about} need the permission "${permission}": grant it to the token or app`;
}
