/** Commits, branches, tags and refs in REST. */
import { iso, nodeId } from '../ids.ts';
import type { Commit, Repository, Tag } from '../state.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';

export function commitBody(addresses: Addresses, repository: Repository, commit: Commit): Body {
  const { sha, author } = commit;
  const url = apiUrl(addresses, repository, `/commits/${sha}`);
  const git = apiUrl(addresses, repository, `/git/commits/${sha}`);
  const name = author?.login ?? 'someone';
  const by = (at: number) => ({ name, email: `${name}@example.invalid`, date: iso(at) });
  const user = author ? userBody(addresses, author) : null;
  return {
    url,
    sha,
    node_id: nodeId('Commit', repository.id, sha),
    html_url: htmlUrl(addresses, repository, `/commit/${sha}`),
    comments_url: `${url}/comments`,
    commit: {
      url: git,
      author: by(commit.authoredAt),
      committer: by(commit.committedAt),
      message: commit.message,
      tree: { sha, url: apiUrl(addresses, repository, `/git/trees/${sha}`) },
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', payload: null, signature: null, verified_at: null },
    },
    author: user,
    committer: user,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: apiUrl(addresses, repository, `/commits/${parent}`),
      html_url: htmlUrl(addresses, repository, `/commit/${parent}`),
    })),
  };
}

/** What asking for one commit adds. */
export function fullCommitBody(addresses: Addresses, repository: Repository, commit: Commit): Body {
  const additions = commit.files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = commit.files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitBody(addresses, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: commit.files.map((file) => ({
      sha: commit.sha,
      filename: file.path,
      status: 'modified',
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
      blob_url: htmlUrl(addresses, repository, `/blob/${commit.sha}/${file.path}`),
      raw_url: htmlUrl(addresses, repository, `/raw/${commit.sha}/${file.path}`),
      contents_url: apiUrl(addresses, repository, `/contents/${file.path}?ref=${commit.sha}`),
    })),
  };
}

export function branchBody(addresses: Addresses, repository: Repository, name: string, sha: string): Body {
  return { name, commit: { sha, url: apiUrl(addresses, repository, `/commits/${sha}`) }, protected: false };
}

export function tagBody(addresses: Addresses, repository: Repository, name: string, tag: Tag): Body {
  return {
    name,
    zipball_url: apiUrl(addresses, repository, `/zipball/refs/tags/${name}`),
    tarball_url: apiUrl(addresses, repository, `/tarball/refs/tags/${name}`),
    commit: { sha: tag.commit, url: apiUrl(addresses, repository, `/commits/${tag.commit}`) },
    node_id: nodeId('Ref', repository.id, `refs/tags/${name}`),
  };
}

/** An annotated tag's ref points at the tag's own object. */
export function refBody(addresses: Addresses, repository: Repository, ref: string, sha: string, type: string): Body {
  return {
    ref,
    node_id: nodeId('Ref', repository.id, ref),
    url: apiUrl(addresses, repository, `/git/${ref}`),
    object: { sha, type, url: apiUrl(addresses, repository, `/git/${type}s/${sha}`) },
  };
}
