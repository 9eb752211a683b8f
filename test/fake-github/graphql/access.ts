/** What a token must be allowed to ask in GraphQL. */
import type { Credential } from '../state.ts';
import { GithubError } from './error.ts';

const permissions: Readonly<Record<string, string>> = {
  'Repository.pullRequests': 'pull_requests',
  'Repository.pullRequest': 'pull_requests',
  'Repository.issues': 'issues',
  'Repository.issue': 'issues',
  'Repository.deployments': 'deployments',
  'Repository.releases': 'contents',
  'Repository.refs': 'contents',
  'Repository.ref': 'contents',
  'Repository.defaultBranchRef': 'contents',
  'Repository.object': 'contents',
  'PullRequest.projectItems': 'organization_projects',
  'Issue.projectItems': 'organization_projects',
};

/** Fine-grained and installation tokens: the message does not name the permission, as at GitHub. */
export function needsPermission(credential: Credential | undefined, type: string, field: string) {
  const needed = permissions[`${type}.${field}`];
  if (needed === undefined || !credential || credential.kind === 'classic' || credential.permissions[needed])
    return undefined;
  const by = credential.kind === 'installation' ? 'integration' : 'personal access token';
  return new GithubError('FORBIDDEN', `Resource not accessible by ${by}`);
}

/** Classic tokens: the message names the scope. */
export function needsScope(credential: Credential | undefined, field: string) {
  if (field !== 'projectItems' || credential?.kind !== 'classic') return undefined;
  if (credential.scopes.some((scope) => scope === 'read:project' || scope === 'project')) return undefined;
  const has = credential.scopes.map((scope) => `'${scope}'`).join(', ');
  const message =
    "Your token has not been granted the required scopes to execute this query. The 'projectItems' field requires one of " +
    `the following scopes: ['read:project'], but your token has only been granted the: [${has}] scopes. ` +
    "Please modify your token's scopes at: https://github.com/settings/tokens.";
  return new GithubError('INSUFFICIENT_SCOPES', message);
}
