/** Accounts in REST: a bot's login ends in [bot], a deleted account is `ghost`. */
import { iso, nodeId } from '../ids.ts';
import type { Account } from '../state.ts';
import type { Addresses, Body } from './addresses.ts';

const ghost: Account = { id: 10137, login: 'ghost', kind: 'User' };
const madeAt = iso(Date.UTC(2015, 0, 1));

export function userBody({ api, html }: Addresses, account: Account | null): Body {
  const { id, kind, login: name } = account ?? ghost;
  const login = kind === 'Bot' ? `${name}[bot]` : name;
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(kind, 0, name),
    avatar_url: `${html}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: kind === 'Bot' ? `${html}/apps/${name}` : `${html}/${name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: kind,
    site_admin: false,
    user_view_type: 'public',
  };
}

/** The public profile; everything personal is null. */
export function profileBody(addresses: Addresses, account: Account): Body {
  const nothing = { name: null, company: null, blog: '', location: null, email: null, hireable: null, bio: null };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const times = { created_at: madeAt, updated_at: madeAt };
  return { ...userBody(addresses, account), ...nothing, twitter_username: null, ...counts, ...times };
}

export function organizationBody({ api, html }: Addresses, { id, login }: Account): Body {
  const url = `${api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('Organization', 0, login),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${html}/avatars/${id}`,
    description: null,
    html_url: `${html}/${login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: madeAt,
    updated_at: madeAt,
    archived_at: null,
  };
}
