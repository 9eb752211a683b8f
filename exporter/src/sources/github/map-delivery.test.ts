import { describe, expect, test } from '@jest/globals';
import { at, deployment, list, origin, reading, run, sha, status } from './answers.fixture.ts';
import { deploymentFact, isPending, releaseDeployment, runDeployment } from './map-deployment.ts';
import { runFact } from './map-run.ts';

const production = reading({ deployments: { environments: ['production*', '!production-test'] } });

describe('a deployment', () => {
  test('ends with its first terminal status; inactive changes nothing', () => {
    const statuses = list(
      ...[status('INACTIVE', 25), status('SUCCESS', 20.3), status('FAILURE', 20.2), status('IN_PROGRESS', 20)]
    );
    expect(deploymentFact(deployment({ statuses }), origin, production)).toEqual({
      fact: 'deployment',
      repository: 'acme/checkout',
      id: 'DE_1',
      service: '',
      environment: 'production',
      production: true,
      version: '',
      sha: sha(100),
      startedAt: at(20),
      finishedAt: at(20.2),
      outcome: 'failure',
    });
  });
  test('of one second is judged by the status that came first', () => {
    const statuses = list(status('ERROR', 20.2), status('SUCCESS', 20.2));
    expect(deploymentFact(deployment({ statuses }), origin, production)?.outcome).toBe('success');
  });
  test('is none without a terminal status, and waits for one unless it was replaced', () => {
    const open = deployment({ statuses: list(status('QUEUED', 20)) });
    const replaced = deployment({ statuses: list(status('INACTIVE', 21), status('QUEUED', 20)) });
    expect([open, replaced].map((each) => deploymentFact(each, origin, production))).toEqual([undefined, undefined]);
    expect([open, replaced, deployment()].map(isPending)).toEqual([true, false, false]);
  });
  test.each([
    ['production', true],
    ['Production-EU', true],
    ['production-test', false],
    ['staging', false],
    [null, false],
  ])('of %s is of production: %s', (environment, expected) => {
    const fact = deploymentFact(deployment({ environment }), origin, production);
    expect(fact).toMatchObject({ production: expected, environment: environment ?? '' });
  });
  test('names its service where an expression finds it', () => {
    const rule = { environments: ['production/*'], service: '^production/(?<service>.+)$' };
    const fact = deploymentFact(
      deployment({ environment: 'production/basket' }),
      origin,
      reading({ deployments: rule })
    );
    expect(fact).toMatchObject({ service: 'basket', production: true });
  });
  test('links its log only where that is a page of the repository', () => {
    const url = (log: string) =>
      deploymentFact(deployment({ statuses: list(status('SUCCESS', 20, log)) }), origin, production)?.url;
    expect(url(`${origin.url}/actions/runs/5`)).toBe(`${origin.url}/actions/runs/5`);
    expect(url('https://ci.example.test/user/ada-lovelace')).toBeUndefined();
  });
});

describe('a run that deploys', () => {
  const deploys = reading({ deployments: { workflows: ['Deploy*'], service: 'deploy-(?<service>\\w+)\\.yml$' } });
  test('is one deployment for each attempt', () => {
    const path = '.github/workflows/deploy-basket.yml';
    expect(runDeployment(run({ run_attempt: 2, path }), 'Deploy basket', origin, deploys)).toEqual({
      fact: 'deployment',
      repository: 'acme/checkout',
      id: 'run-8000000001-2',
      service: 'basket',
      environment: 'production',
      production: true,
      version: '',
      sha: sha(100),
      startedAt: at(40),
      finishedAt: at(40) + 3_600_000,
      outcome: 'success',
      url: 'https://github.test/acme/checkout/actions/runs/8000000001',
    });
  });
  test.each([
    ['failure', 'failure'],
    ['timed_out', 'failure'],
    ['startup_failure', 'failure'],
    ['cancelled', undefined],
    ['skipped', undefined],
    ['action_required', undefined],
  ])('and ended as %s: %s', (conclusion, outcome) => {
    expect(runDeployment(run({ conclusion }), 'Deploy', origin, deploys)?.outcome).toBe(outcome);
  });
  test('is none before its end and for a pull request', () => {
    expect(runDeployment(run({ status: 'in_progress' }), 'Deploy', origin, deploys)).toBeUndefined();
    expect(runDeployment(run({ event: 'pull_request' }), 'Deploy', origin, deploys)).toBeUndefined();
  });
});

describe('a release', () => {
  const release = {
    id: 'RE_1',
    tagName: 'v1.10.2',
    isDraft: false,
    isPrerelease: false,
    createdAt: at(1),
    publishedAt: at(50),
    updatedAt: at(51),
    url: 'https://github.test/acme/checkout/releases/tag/v1.10.2',
    tagCommit: { oid: sha(100) },
  };
  test('is deployed when it is published, not when its commit was made', () => {
    const times = { startedAt: at(50), finishedAt: at(50) };
    const fact = releaseDeployment(release, origin, reading());
    expect(fact).toMatchObject({ id: 'RE_1', version: '1.10.2', sha: sha(100), ...times, outcome: 'success' });
  });
  test.each([{ isDraft: true }, { isPrerelease: true }, { publishedAt: null }, { tagCommit: null }])(
    'with %j is none',
    (changed) => {
      expect(releaseDeployment({ ...release, ...changed }, origin, reading())).toBeUndefined();
    }
  );
});

describe('a pipeline run', () => {
  test('of the default branch is a fact', () => {
    expect(runFact(run(), 'CI', origin)).toEqual({
      fact: 'run',
      repository: 'acme/checkout',
      id: '8000000001-1',
      workflow: 'CI',
      sha: sha(100),
      attempt: 1,
      startedAt: at(40),
      finishedAt: at(40) + 3_600_000,
      outcome: 'success',
      url: 'https://github.test/acme/checkout/actions/runs/8000000001',
    });
  });
  test.each([{ head_branch: 'topic' }, { event: 'pull_request' }, { status: 'queued' }, { conclusion: 'skipped' }])(
    'with %j is none',
    (changed) => {
      expect(runFact(run(changed), 'CI', origin)).toBeUndefined();
    }
  );
});
