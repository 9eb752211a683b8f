/** What every view needs besides the thing it shows. */
import type { Credential, GithubState } from '../state.ts';

export type World = {
  readonly state: GithubState;
  /** Address of the pages, without a slash at the end. */
  readonly html: string;
  readonly credential: Credential | undefined;
};

/** A GraphQL object: plain values, or functions of the arguments; `__typename` decides unions. */
export type View = { readonly __typename: string } & Record<string, unknown>;
