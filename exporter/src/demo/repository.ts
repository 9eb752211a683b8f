import { second } from '#domain/window.ts';

/** A commit, known by its place in the history; parents stand before it. */
export type DemoCommit = {
  readonly parents: readonly number[];
  /** Milliseconds since 1970, whole seconds; author and committer time. */
  readonly at: number;
  readonly subject: string;
  /** The commit that this one takes back. */
  readonly reverts?: number;
};
export type DemoTag = { readonly name: string; readonly commit: number; readonly at: number };
export type DemoHistory = {
  readonly commits: readonly DemoCommit[];
  /** The tip of the default branch. */
  readonly tip: number;
  /** The last commit of each pull request; the first one's number is 1. */
  readonly pulls: readonly number[];
  /** Annotated. */
  readonly tags: readonly DemoTag[];
};

/** A commit of the default branch that awaits its release. */
export type Change = { readonly commit: number; readonly title: string; readonly isRevert: boolean };

/** A repository in memory. Whatever comes to its default branch must come in the order of time. */
export class DemoRepository {
  readonly #commits: DemoCommit[] = [];
  readonly #pulls: number[] = [];
  readonly #tags: DemoTag[] = [];
  readonly #line: number[] = [];
  #waiting: Change[] = [];
  #version = { minor: -1, patch: 0 };

  constructor(at: number) {
    this.#line.push(this.#commit(at, 'Begin', []));
  }

  /** A commit straight to the default branch. */
  push(at: number, title: string): Change {
    return this.#land(this.#commit(at, title, [this.#tip]), title);
  }

  /** A branch with commits at the given times, brought in as one commit or by a merge. */
  pull(at: number, title: string, moments: readonly number[], how: 'squash' | 'merge'): Change {
    const [first = at] = moments;
    let head = this.#line.findLast((commit) => (this.#commits[commit]?.at ?? 0) <= first) ?? this.#tip;
    for (const moment of moments) head = this.#commit(moment, title, [head]);
    const number = this.#pulls.push(head);
    const commit =
      how === 'squash'
        ? this.#commit(at, `${title} (#${number})`, [this.#tip])
        : this.#commit(at, `Merge pull request #${number} from someone/branch`, [this.#tip, head]);
    return this.#land(commit, title);
  }

  /** Takes a change back by a squashed pull request. */
  revert(at: number, { commit: reverted, title: of }: Change): Change {
    const title = `Revert "${of}"`;
    const number = this.#pulls.push(this.#commit(at, title, [this.#tip], reverted));
    return this.#land(this.#commit(at, `${title} (#${number})`, [this.#tip], reverted), title, true);
  }

  /**
   * Tags the default branch with the next version, and gives what this releases: nothing waits, nothing happens.
   * @param upTo the newest change to release; absent: all that waits
   */
  release(at: number, part: 'minor' | 'patch', upTo = this.#waiting.at(-1)): readonly Change[] {
    const released = this.#waiting.slice(0, upTo === undefined ? 0 : this.#waiting.indexOf(upTo) + 1);
    const newest = released.at(-1);
    if (newest === undefined) return [];
    const { minor, patch } = this.#version;
    this.#version = part === 'minor' ? { minor: minor + 1, patch: 0 } : { minor, patch: patch + 1 };
    const name = `v1.${this.#version.minor}.${this.#version.patch}`;
    this.#tags.push({ name, commit: newest.commit, at: wholeSecond(at) });
    this.#waiting = this.#waiting.slice(released.length);
    return released;
  }

  history(): DemoHistory {
    return { commits: this.#commits, tip: this.#tip, pulls: this.#pulls, tags: this.#tags };
  }

  get #tip(): number {
    return this.#line.at(-1) ?? 0;
  }

  #land(commit: number, title: string, isRevert = false): Change {
    const change = { commit, title, isRevert };
    this.#line.push(commit);
    this.#waiting.push(change);
    return change;
  }

  #commit(at: number, subject: string, parents: readonly number[], reverts?: number): number {
    const commit = { at: wholeSecond(at), subject, parents };
    return this.#commits.push(reverts === undefined ? commit : { ...commit, reverts }) - 1;
  }
}

function wholeSecond(at: number): number {
  return Math.floor(at / second) * second;
}
