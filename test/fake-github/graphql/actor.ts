/** People, bots and organisations. A deleted account is null, a bot is no User. */
import { iso, nodeId } from '../ids.ts';
import type { Account } from '../state.ts';
import type { View, World } from './world.ts';

export function actorView(world: World, account: Account | null | undefined): View | null {
  if (!account) return null;
  const { kind, login, id } = account;
  const url = kind === 'Bot' ? `${world.html}/apps/${login}` : `${world.html}/${login}`;
  return {
    __typename: kind,
    id: nodeId(kind, 0, login),
    databaseId: id,
    login,
    name: null,
    url,
    resourcePath: url.slice(world.html.length),
    avatarUrl: `${world.html}/avatars/${id}`,
    createdAt: iso(Date.UTC(2015, 0, 1)),
  };
}

/** Who a commit's author line names; only the account is known, and never for a bot. */
export function gitActorView(world: World, account: Account | null, at: number): View {
  const user = account?.kind === 'User' ? actorView(world, account) : null;
  const name = account?.login ?? 'someone';
  return { __typename: 'GitActor', name, email: `${name}@example.invalid`, date: iso(at), user };
}
