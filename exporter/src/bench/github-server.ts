import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** test/github-bench.ts, which `npm run bench` compiles: nothing of test/ is part of the program. */
type GithubModule = { readonly startGithub: () => Promise<GithubServer> };

/** A GitHub on loopback with `acme/shop`: 1,000 pull requests, 200 deployments, 10 incidents; its token is `secret`. */
export type GithubServer = {
  readonly url: string;
  /** What its API has been asked so far, and the points taken for it. */
  readonly cost: () => { readonly requests: number; readonly points: number };
  /** Deploys to production now and tells the hook; gives the status of its answer. */
  readonly deploy: (hook: { readonly url: string; readonly secret: string }) => Promise<number>;
  readonly close: () => Promise<void>;
};

const compiled = new URL('../../../test/dist/github-bench.js', import.meta.url);

export async function startGithub(): Promise<GithubServer> {
  const { startGithub: start } = (await import(fileURLToPath(compiled))) as GithubModule;
  return start();
}

const secrets = { 'github-token': 'secret', 'webhook-secret': 'sesame' } as const;
export const webhookSecret = secrets['webhook-secret'];

/** Writes the configuration of all that it has, with its secrets beside it, and gives its file. */
export function writeConfiguration({ url }: GithubServer, directory: string): string {
  for (const [name, secret] of Object.entries(secrets)) writeFileSync(join(directory, name), secret, { mode: 0o600 });
  const file = join(directory, 'waymark.yaml');
  const source = {
    github: 'acme/shop',
    api_url: url,
    token_file: 'github-token',
    webhook_secret_file: 'webhook-secret',
    deployments: { environments: ['production'] },
    incidents: { labels: ['incident'] },
  };
  const teams = [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }];
  const storage = join(directory, 'store');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ listen: '127.0.0.1:0', storage, sources: [source], teams }));
  return file;
}
