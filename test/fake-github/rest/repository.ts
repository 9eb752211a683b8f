/** Repositories in REST. */
import { iso, nodeId } from '../ids.ts';
import { fullName, type Repository } from '../state.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';

/** Addresses of a repository that are its own with a tail. */
const tails: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** What lists and other things carry of a repository. */
export function repositoryBody(addresses: Addresses, repository: Repository): Body {
  const html = htmlUrl(addresses, repository);
  const url = apiUrl(addresses, repository);
  let open = 0;
  for (const { closedAt } of repository.pulls.values()) if (closedAt === undefined) open += 1;
  for (const { closedAt } of repository.issues.values()) if (closedAt === undefined) open += 1;
  return {
    id: repository.id,
    node_id: nodeId('Repository', 0, repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: userBody(addresses, repository.owner),
    html_url: html,
    description: null,
    fork: repository.fork,
    url,
    ...Object.fromEntries(Object.entries(tails).map(([key, tail]) => [key, `${url}${tail}`])),
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.updatedAt),
    pushed_at: iso(repository.pushedAt),
    git_url: html.replace(/^https?/, 'git') + '.git',
    ssh_url: `git@${new URL(html).hostname}:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    size: repository.commits.size,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    language: null,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    forks: 0,
    archived: repository.archived,
    disabled: repository.access === 'legal' || repository.access === 'blocked',
    open_issues_count: open,
    open_issues: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    default_branch: repository.defaultBranch,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  };
}

/** What asking for one repository adds. */
export function fullRepositoryBody(addresses: Addresses, repository: Repository): Body {
  return { ...repositoryBody(addresses, repository), network_count: 0, subscribers_count: 0 };
}
