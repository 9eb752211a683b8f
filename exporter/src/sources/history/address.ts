/** What an address says without asking anyone: whether git would fetch it, what to call it, where its pages are. */

const scheme = /^([a-z][a-z0-9+.-]*):\/\//i;
/** `host:path` as scp writes it: a colon before the first slash. */
const scpLike = /^[^/]+:/;
const schemes: readonly string[] = ['https', 'http', 'ssh', 'git', 'file'];

/** True where git reaches it by a protocol; otherwise it is a path of this machine. */
export function isRemote(address: string): boolean {
  return scheme.test(address) || scpLike.test(address);
}

/** Why an address is refused, and what to write instead; undefined where it is fine. Never repeats the address. */
export function addressProblem(address: string): string | undefined {
  if (/^\s*$/.test(address)) return 'an address that git can clone, or the path of a repository';
  if (/\p{Cc}/u.test(address)) return 'no control characters';
  if (address.startsWith('-')) return 'an address must not start with "-"; write ./- for such a path';
  if (/^[\w+.-]+::/.test(address))
    return `remote helpers (name::address) are refused; use ${schemes.join(', ')} or a path`;
  const name = scheme.exec(address)?.[1]?.toLowerCase();
  if (name === undefined) {
    return /^[^/@]*:[^/]*@/.test(address) ? 'no password inside an address: use token_env or ssh_key_file' : undefined;
  }
  if (!schemes.includes(name)) return `one of ${schemes.map((each) => `${each}://`).join(', ')}, host:path or a path`;
  const url = parse(address);
  if (url === undefined) return 'not an address that can be read; the form is scheme://host/path';
  if (url.password !== '') return 'no password inside an address: use token_env (and username)';
  if (!name.startsWith('http')) return undefined;
  if (url.username !== '') return 'no user inside an http address: use username and token_env';
  return url.search === '' && url.hash === ''
    ? undefined
    : 'an address has no ? or # part; a token goes into token_env';
}

/** `acme/checkout` from an address, the folder's name from a path; undefined where it has none, as `.`. */
export function repositoryName(address: string): string | undefined {
  const url = scheme.test(address) ? parse(address) : undefined;
  const path = url ? url.pathname : address.replace(isRemote(address) ? scpLike : /^/, '');
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '~');
  if (segments.at(-1) === '.git') segments.pop();
  const named = isRemote(address) && url?.protocol !== 'file:' ? segments : segments.slice(-1);
  const name = named.join('/').replace(/\.(?:git|bundle)$/, '');
  return name === '' || name.endsWith('..') ? undefined : name;
}

const pages: Readonly<Record<string, string>> = {
  'github.com': '/commit/',
  'gitlab.com': '/-/commit/',
  'bitbucket.org': '/commits/',
};

/** Where a repository and its commits can be looked at. */
export type WebPages = { readonly repository: string; readonly commits: string };

/** Known hosts only: an address of an unknown one would be a guess. Credentials inside the address are dropped. */
export function webPages(address: string): WebPages | undefined {
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(address);
  const url = scp ? parse(`ssh://${scp[1] ?? ''}/${scp[2] ?? ''}`) : parse(address);
  if (url === undefined || !['https:', 'http:', 'ssh:'].includes(url.protocol)) return undefined;
  const commits = pages[url.hostname];
  const path = url.pathname.replace(/^\/+/, '').replace(/\/+$|\.git\/*$/, '');
  if (commits === undefined || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(path)) return undefined;
  const repository = `https://${url.hostname}/${path}`;
  return { repository, commits: repository + commits };
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
