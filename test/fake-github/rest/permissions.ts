/** Which permission of a fine-grained or installation token an operation needs. */
import { Refusal } from '../reply.ts';
import type { Credential } from '../state.ts';

const byOperation: readonly (readonly [RegExp, string])[] = [
  [/^pulls\/|commit$/, 'pull_requests'],
  [/^issues\//, 'issues'],
  [/deployment/, 'deployments'],
  [/^actions\//, 'actions'],
  [/^git\/|commit|branches|releases|tags/, 'contents'],
];

function permissionOf(operation: string): string {
  if (operation === 'repos/get-commit') return 'contents';
  return byOperation.find(([pattern]) => pattern.test(operation))?.[1] ?? 'metadata';
}

/** Headers that tell a client what it has and what it would need. */
export function permissionHeaders(credential: Credential | undefined, operation: string | undefined) {
  if (!credential) return {};
  if (credential.kind === 'classic') {
    return { 'x-oauth-scopes': credential.scopes.join(', '), 'x-accepted-oauth-scopes': operation ? 'repo' : '' };
  }
  return operation ? { 'x-accepted-github-permissions': `${permissionOf(operation)}=read` } : {};
}

/** 403 by GitHub's words: the permission is named in a header only. */
export function checkPermission(credential: Credential | undefined, operation: string): void {
  if (!credential || credential.kind === 'classic' || credential.permissions[permissionOf(operation)]) return;
  const by = credential.kind === 'installation' ? 'integration' : 'personal access token';
  throw new Refusal(403, `Resource not accessible by ${by}`);
}
