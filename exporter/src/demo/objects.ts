import { createHash } from 'node:crypto';
import { second } from '#domain/window.ts';
import type { DemoHistory } from './repository.ts';

const someone = 'someone <someone@example.invalid>';
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** A history as the input of `git fast-import`. Files are not told: nothing here looks at them. */
export function fastImport({ commits, tip, pulls, tags }: DemoHistory): string {
  const ids: string[] = [];
  const lines: string[] = [];
  for (const { at, parents, subject, reverts } of commits) {
    // The text of a revert holds the id of another commit, so ids must be known before git makes them.
    const text = reverts === undefined ? `${subject}\n` : `${subject}\n\nThis reverts commit ${ids[reverts] ?? ''}.\n`;
    const parentIds = parents.map((parent) => ids[parent] ?? '');
    const when = `${someone} ${at / second} +0000`;
    const id = commitId(
      [`tree ${emptyTree}`, ...parentIds.map((parent) => `parent ${parent}`), `author ${when}`, `committer ${when}`],
      text
    );
    const place = ids.push(id);
    lines.push('reset refs/import', '', 'commit refs/import', `mark :${place}`);
    lines.push(`author ${when}`, `committer ${when}`, data(text));
    for (const [index, parent] of parents.entries()) lines.push(`${index === 0 ? 'from' : 'merge'} :${parent + 1}`);
  }
  const reset = (ref: string, commit: number): number => lines.push(`reset ${ref}`, `from :${commit + 1}`, '');
  reset('refs/heads/main', tip);
  for (const [index, head] of pulls.entries()) reset(`refs/pull/${index + 1}/head`, head);
  for (const { name, commit, at } of tags) {
    lines.push(`tag ${name}`, `from :${commit + 1}`, `tagger ${someone} ${at / second} +0000`, data(`${name}\n`));
  }
  lines.push('reset refs/import', 'from 0000000000000000000000000000000000000000', '', 'done', '');
  return lines.join('\n');
}

/** The name that git gives a commit: the hash of its text. */
function commitId(head: readonly string[], text: string): string {
  const content = [...head, '', text].join('\n');
  return createHash('sha1')
    .update(`commit ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
