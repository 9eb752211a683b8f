import { Webhooks } from '@octokit/webhooks';
import { second } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import type { Batch, Delivery } from '../source.ts';
import { secretOf } from './credential.ts';
import { concernsOneRepository, readAnswer } from './failure.ts';
import { matcher } from './patterns.ts';
import type { Parts } from './pull.ts';
import { type Payload, payload } from './webhook-payload.ts';
import { type Seen, factsOfDelivery } from './webhook-facts.ts';

/** GitHub waits ten seconds for an answer. */
const patience = 7 * second;

/**
 * The facts of one signed delivery. A delivery says only that something happened: what is so now is asked of GitHub by
 * id with the queries of a pull, so that a late or repeated one is harmless and the facts are those of a pull. Only what
 * never changes again, an attempt of a run, is taken from the payload.
 */
export async function receive(parts: Parts, delivery: Delivery): Promise<Batch | undefined> {
  const body = delivery.body.toString('utf8');
  await verify(parts, delivery, body);
  const event = delivery.headers['x-github-event'] ?? '';
  const { repository, installation, ...content } = read(body, event);
  if (grants.has(event)) return isOwner(parts, installation?.account?.login) ? { facts: [], due: true } : undefined;
  const seen = repository && seenOf(parts, repository, delivery);
  if (!seen) return undefined;
  const limit = AbortSignal.timeout(patience);
  try {
    const signal = AbortSignal.any([delivery.signal, limit]);
    const facts = await factsOfDelivery({ ...seen, signal }, event, content);
    return facts.length === 0 ? undefined : { facts };
  } catch (error) {
    delivery.signal.throwIfAborted();
    if (concernsOneRepository(error)) return undefined;
    const late = limit.aborted || (error instanceof SourceError && error.reason === 'rate_limited');
    throw late ? new SourceError('unavailable', tooLate, { cause: error }) : error;
  }
}

/** What an app may see has changed: the next pull lists it, and begins with what is new. */
const grants: ReadonlySet<string> = new Set(['installation', 'installation_repositories']);

function isOwner({ reading }: Parts, login = ''): boolean {
  return reading.configuration.github.split('/')[0]?.toLowerCase() === login.toLowerCase();
}

const tooLate =
  'GitHub did not answer in time what a delivery leaves out: it may be sent again; the next pull brings its facts anyway';

async function verify({ reading, environment }: Parts, { headers }: Delivery, body: string): Promise<void> {
  const { webhook_secret_env, webhook_secret_file } = reading.configuration;
  const secret = await secretOf('webhook_secret', webhook_secret_env, webhook_secret_file, environment);
  const signature = headers['x-hub-signature-256'] ?? '';
  const right = signature !== '' && (await new Webhooks({ secret }).verify(body, signature));
  if (right) return;
  throw new SourceError(
    'unauthorized',
    'The signature of a delivery is wrong: the secret of the webhook at GitHub must be the one of this source'
  );
}

function read(body: string, event: string): Payload {
  const about = `a delivery of ${/^\w+$/.test(event) ? event : 'an unknown event'}`;
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    throw new SourceError(
      'unexpected_response',
      `The body of ${about} is no JSON: set the content type of the webhook to application/json`
    );
  }
  return readAnswer(payload, content, about);
}

/** What a pull would know of the repository; undefined where it would not read it. */
function seenOf(
  { client, reading, environment, memory }: Parts,
  repository: NonNullable<Payload['repository']>,
  { now }: Delivery
): Omit<Seen, 'signal'> | undefined {
  const { github, repositories } = reading.configuration;
  const [owner = '', name = ''] = repository.full_name.split('/');
  const one = github.includes('/');
  const known = memory.names.get(repository.node_id);
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const meant = one ? same(github, repository.full_name) : same(github, owner) && matcher(repositories)(name);
  if (!meant && (!one || known === undefined)) return undefined;
  const label = one ? github : repository.full_name;
  const origin = {
    repository: label,
    url: repository.html_url,
    branch: repository.default_branch,
    split: environment.withPaths.has(label),
  };
  const { node_id: id, full_name: nameWithOwner } = repository;
  return { client, reading, memory, origin, repository: { id, nameWithOwner }, now };
}
