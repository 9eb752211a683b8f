import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Deployment, firstDeployments, inOrder } from '#ancestry/first-deployment.ts';
import { buildGraph } from '#ancestry/graph.ts';
import { commit, nothing } from '#ancestry/history.fixture.ts';
import { link } from '#ancestry/link.ts';
import { day } from '#domain/window.ts';
import { answerKey, deployed, inProduction, ofProject, type Row, suite, table, time } from './answer-key.fixture.ts';
import { deployment, list, origin } from './answers.fixture.ts';
import { deploymentFact } from './map-deployment.ts';

/** Production successes of one repository and scope, in our order. */
function shippedBy(rows: readonly Row[], repository: string, scope?: string): Deployment[] {
  const own = rows.filter(
    (row) => row['repo_url'] === repository && (scope ?? row['cicd_scope_id']) === row['cicd_scope_id']
  );
  return inOrder(own.map(deployed).filter(({ production, outcome }) => production && outcome === 'success'));
}

suite('the previous deployment', () => {
  test('is the same for each success in production', () => {
    const rows = table('previous-deployment/expected/cicd_deployment_commits.csv');
    const judged = rows.filter(({ environment, result }) => environment === 'PRODUCTION' && result === 'SUCCESS');
    expect(judged).toHaveLength(11);
    for (const row of judged) {
      const ordered = shippedBy(rows, row['repo_url']!, row['cicd_scope_id']);
      const place = ordered.findIndex(({ id }) => id === row['id']);
      expect([row['id'], ordered[place - 1]?.id ?? '']).toEqual([row['id'], row['prev_success_deployment_commit_id']]);
    }
  });

  test('differs: other environments are facts, and have no order of their own', () => {
    const rows = table('previous-deployment/expected/cicd_deployment_commits.csv');
    expect(rows.find(({ id }) => id === '8')).toMatchObject({ prev_success_deployment_commit_id: '7' });
    expect(deployed(rows.find(({ id }) => id === '8')!)).toMatchObject({ environment: 'STAGING', production: false });
  });
});

suite('what a deployment brings', () => {
  test('is what it reaches and the ones before did not', () => {
    const parents = table('commit-range/input/commit_parents.csv');
    const names = new Set(table('commit-range/input/repo_commits.csv').map((row) => row['commit_sha']!));
    const graph = buildGraph(
      [...names].map((sha) => {
        const own = parents.filter((row) => row['commit_sha'] === sha).map((row) => row['parent_commit_sha']);
        return commit(sha, own.join(' '));
      })
    );
    const ordered = shippedBy(table('commit-range/input/cicd_deployment_commits.csv'), 'REPO111');
    const first = firstDeployments(graph, ordered);
    const brought = [...graph.places].flatMap(([sha, place]) => {
      const own = ordered[first[place]!];
      return own ? `${own.sha} ${sha}` : [];
    });
    const rows = table('commit-range/expected/commits_diffs.csv');
    expect(brought.sort()).toEqual(rows.map((row) => `${row['new_commit_sha']} ${row['commit_sha']}`).sort());
    expect(rows).toHaveLength(5);
  });
});

suite('which pipelines are deployments', () => {
  const rows = () => table('deployment-generator/expected/cicd_deployment_commits.csv');

  test('differs: failed ones are attempts that did not reach production, and count for nothing', () => {
    const ended = rows().filter((row) => row['finished_date'] !== '');
    expect(ended.map(deployed).map(({ production, outcome }) => `${production} ${outcome}`)).toEqual([
      ...Array.from({ length: 4 }, () => 'true failure'),
      'false success',
    ]);
  });

  test('differs: one without an environment is known, and is not production', () => {
    const [unknown] = rows().filter(({ environment }) => environment === '');
    expect(deployed(unknown!)).toMatchObject({ environment: '', production: false, outcome: 'success' });
  });

  test('differs: one that has not ended is not listed yet', () => {
    expect(rows().filter((row) => row['finished_date'] === '')).toMatchObject([{ result: 'FAILURE' }]);
    const running = deployment({ statuses: list({ state: 'IN_PROGRESS', createdAt: 0, logUrl: null }) });
    expect(deploymentFact(running, origin, inProduction)).toBeUndefined();
  });
});

suite('incidents', () => {
  test('differs: by time alone only within 24 hours of a deployment; the key takes the one before, however old', () => {
    const inProject = new Set(
      table('incident-link/input/project_mapping.csv').flatMap((row) =>
        row['project_name'] === 'project1' ? `${row['table']} ${row['row_id']}` : []
      )
    );
    const incidents = table('incident-link/input/incidents.csv')
      .filter((row) => inProject.has(`${row['table']} ${row['scope_id']}`))
      .map((row) => ({ id: row['id']!, service: '', openedAt: time(row['created_date']) }));
    const deployments = ofProject(table('incident-link/input/cicd_deployment_commits.csv')).map(deployed);
    const rules = { ...nothing.rules, incidentsWithin: day };
    const verdicts = link({ ...nothing, incidents, deployments, rules }).incidents;
    const found = verdicts.filter(({ deployment: own }) => own !== undefined);
    expect(found).toEqual([{ id: 'github:GithubIssue:1:1373792478', evidence: 'window', deployment: '3' }]);

    const rows = table('incident-link/expected/project_incident_deployment_relationships.csv');
    expect(rows.map(({ id }) => id).sort()).toEqual(verdicts.map(({ id }) => id).sort());
    // Deployment 3 is of pipeline2: where both name one, it is the same.
    expect(rows.find(({ id }) => id === found[0]?.id)).toMatchObject({ deployment_id: 'pipeline2' });
  });
});

suite('when a deployment ended', () => {
  type Status = { readonly state: string; readonly updatedAt: string };
  type Node = {
    readonly Id: string;
    readonly Environment: string;
    readonly CreatedAt: string;
    readonly Statuses?: { readonly nodes: readonly Status[] };
    /** Where the others were not asked for. */
    readonly LatestStatus: { readonly State: string; readonly updatedAt: string };
  };
  const finished = () => {
    const { records } = JSON.parse(
      readFileSync(resolve(answerKey, 'deployment-finish/input/graphql_deployments.json'), 'utf8')
    ) as { records: { node: Node }[] };
    return new Map(
      records.map(({ node }) => {
        const { State: state, updatedAt } = node.LatestStatus;
        const statuses = (node.Statuses?.nodes ?? [{ state, updatedAt }]).map((each) => ({
          ...{ state: each.state, createdAt: Date.parse(each.updatedAt), logUrl: null },
        }));
        const createdAt = Date.parse(node.CreatedAt);
        const answer = { id: node.Id, environment: node.Environment, createdAt, statuses: list(...statuses) };
        return [node.Id, deploymentFact(deployment(answer), origin, inProduction)?.finishedAt];
      })
    );
  };
  const expected = (id: string) =>
    time(
      table('deployment-finish/expected/cicd_deployment_commits.csv').find((row) => row['id']?.endsWith(`:${id}`))?.[
        'finished_date'
      ]
    );

  test('is its success, also where a later one has replaced it', () => {
    for (const id of ['DE_kwDOFAKDls7nWeuH', 'DE_kwDOFAKDls7k2xiG']) expect(finished().get(id)).toBe(expected(id));
  });

  test('differs: it is the time of the status, not that of the deployment’s last change', () => {
    const id = 'DE_kwDOFAKDls5lv0SB';
    expect([finished().get(id), expected(id)]).toEqual([
      Date.parse('2024-08-08T00:18:12Z'),
      Date.parse('2024-08-08T00:18:13Z'),
    ]);
  });

  test('differs: where only inactive is left it is not known; the key takes when the next one came', () => {
    const unknown = [...finished()].filter(([, at]) => at === undefined).map(([id]) => id);
    expect(unknown).toHaveLength(4);
    expect(expected(unknown[0]!)).toBe(Date.parse('2024-08-02T00:18:13Z'));
  });
});
