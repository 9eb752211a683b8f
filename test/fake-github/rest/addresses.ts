/** Where this server says it is; without a slash at the end. */
import { fullName, type Repository } from '../state.ts';

export type Addresses = { readonly api: string; readonly html: string };

export type Body = Readonly<Record<string, unknown>>;

export function apiUrl({ api }: Addresses, repository: Repository, tail = ''): string {
  return `${api}/repos/${fullName(repository)}${tail}`;
}

export function htmlUrl({ html }: Addresses, repository: Repository, tail = ''): string {
  return `${html}/${fullName(repository)}${tail}`;
}
