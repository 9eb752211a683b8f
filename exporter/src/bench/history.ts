import { execFileSync } from 'node:child_process';
import { title } from '#demo/message.ts';
import { fastImport } from '#demo/objects.ts';
import { createRandom } from '#demo/random.ts';
import { DemoRepository } from '#demo/repository.ts';
import { hour, second } from '#domain/window.ts';

const changes = 18_000;
const changesPerRelease = 45;
const start = Date.UTC(2018, 0, 1);

/** A git history of about 40,000 commits: pushes, squashes and merges with pull heads, 400 tags, some reverts. */
export function writeHistory(directory: string): void {
  const random = createRandom(1);
  const repository = new DemoRepository(start);
  let at = start;
  for (let change = 1; change <= changes; change++) {
    at += random.whole(60, 14_000) * second;
    if (random.chance(0.15)) repository.push(at, title(random));
    else {
      const moments = Array.from({ length: random.whole(1, 2) }, () => at - random.next() * 72 * hour);
      const how = random.chance(0.5) ? 'squash' : 'merge';
      repository.pull(
        at,
        title(random),
        moments.sort((a, b) => a - b),
        how
      );
    }
    if (change % changesPerRelease !== 0) continue;
    const [first] = repository.release(at + hour / 60, 'minor');
    if (first !== undefined && random.chance(0.1)) repository.revert(at + hour / 30, first);
  }
  execFileSync('git', ['init', '--bare', '--quiet', '--template=', '--object-format=sha1', directory]);
  execFileSync('git', ['--git-dir', directory, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
  execFileSync('git', ['--git-dir', directory, 'fast-import', '--quiet', '--done'], {
    input: fastImport(repository.history()),
  });
}
