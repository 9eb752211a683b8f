/** What the parts of the server share. */
import type { Budgets } from './budgets.ts';
import type { Faults } from './faults.ts';
import type { Requests } from './requests.ts';
import type { Addresses } from './rest/addresses.ts';
import type { Contract } from './rest/contract.ts';
import type { GithubState } from './state.ts';

export type FakeServer = {
  readonly state: GithubState;
  readonly clock: () => number;
  readonly budgets: Budgets;
  readonly requests: Requests;
  readonly faults: Faults;
  readonly contract: Contract;
  readonly addresses: Addresses;
  /** Set for an Enterprise Server: its version; its limits may be switched off. */
  readonly enterprise: { readonly version: string; readonly limits: boolean } | undefined;
  /** What a used-up REST budget answers; GitHub gives either. */
  readonly exhaustedStatus: 403 | 429;
  /** Compare our own answers with the contract. */
  readonly checkAnswers: boolean;
};

export function limitsOff({ enterprise }: FakeServer): boolean {
  return enterprise !== undefined && !enterprise.limits;
}
