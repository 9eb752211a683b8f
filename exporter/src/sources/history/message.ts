/** What a commit's message tells: which pull request it merged, what it reverts. The message itself goes no further. */

const subjects: readonly RegExp[] = [
  /^Merge pull request #(\d{1,10}) from /, // GitHub, merge
  / \(#(\d{1,10})\)$/, // GitHub, squash
  /^Merged in .* \(pull request #(\d{1,10})\)$/, // Bitbucket
  /^Merged PR (\d{1,10}): /, // Azure DevOps
];
/** GitLab names the merge request in the body of the merge. */
const gitlab = /^See merge request \S*!(\d{1,10})$/m;
const revert = /^[^\S\n]*This reverts commit ([0-9a-f]{7,64})\b/gm;
const nothing: readonly string[] = [];

/** The number of the pull or merge request that a commit brought in; undefined for a commit of its own. */
export function pullNumber(message: string, parents: number): number | undefined {
  const end = message.indexOf('\n');
  const subject = (end < 0 ? message : message.slice(0, end)).trimEnd();
  for (const pattern of subjects) {
    const number = pattern.exec(subject)?.[1];
    if (number !== undefined) return Number(number);
  }
  const number = parents > 1 ? gitlab.exec(message)?.[1] : undefined;
  return number === undefined ? undefined : Number(number);
}

/** The ids that lines `This reverts commit …` name, as written: whole or abbreviated. */
export function revertedCommits(message: string): readonly string[] {
  if (!message.includes('This reverts commit')) return nothing;
  return [...new Set([...message.matchAll(revert)].map(([, sha = '']) => sha))];
}
