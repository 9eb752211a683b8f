import type { GitSettings } from './command.ts';

/** Git runs it as a shell function, so what it prints comes from the environment and never stands in an argument. */
const helper =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$WAYMARK_GIT_USERNAME" "$WAYMARK_GIT_TOKEN"; }; f';

/** What a fetch may use; reading allows none. */
export const protocols = { GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh' };

/** How git shows a token, by its environment only and bound to the host of the address: a redirect elsewhere does not carry it along. */
export function tokenSettings(address: string, username = 'x-access-token', token: string) {
  return {
    variables: { ...protocols, WAYMARK_GIT_USERNAME: username, WAYMARK_GIT_TOKEN: token },
    settings: [[`credential.${new URL(address).origin}.helper`, helper]],
    secrets: [token, Buffer.from(`${username}:${token}`).toString('base64')],
  } satisfies GitSettings;
}
