import type { PullAnswer } from './graphql/pulls.ts';

/** The word alone or at the end of a scoped label: `hotfix`, `type: hotfix`. */
const hotLabel = /(?:^|[\s:/_-])hot-?fix$/i;
const hotBranch = /^hot-?fix(?:es)?[/_-]/i;
/** `Fixes #7`, `fixes PR 7`, `Fixed: owner/repo#7`, `fix https://host/owner/repo/pull/7`. */
const fixes =
  /\bfix(?:e[sd])?[:\s]+(?:(?:pr|pull request)\s+#?|(?:([\w.-]+\/[\w.-]+))?#|https?:\/\/[^/\s]+\/([\w.-]+\/[\w.-]+)\/pull\/)(\d{1,9})\b/gi;

/**
 * The pull request that a hotfix mends: marked by its label or branch, and named in its title or text. A number that it
 * closes is an issue's.
 */
export function mendedNumber(pull: PullAnswer, repository: string): number | undefined {
  const { title, body, number, headRefName, labels, closingIssuesReferences } = pull;
  if (!hotBranch.test(headRefName) && !labels.nodes.some(({ name }) => hotLabel.test(name))) return undefined;
  const here = (name: string) => name.toLowerCase() === repository.toLowerCase();
  const closed = new Set(
    closingIssuesReferences.nodes.filter((issue) => here(issue.repository.nameWithOwner)).map((issue) => issue.number)
  );
  for (const [, written, addressed, digits] of `${title}\n${body}`.matchAll(fixes)) {
    const mended = Number(digits);
    if (here(written ?? addressed ?? repository) && mended !== number && !closed.has(mended)) return mended;
  }
  return undefined;
}
