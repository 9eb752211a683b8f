import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import type { Config } from './config.ts';
import { loadConfig, type LoadOptions } from './load.ts';
import { ConfigError } from './problems.ts';
import { gitType, githubType } from './source-types.fixture.ts';

function load(text: string, options: Partial<LoadOptions> & { files?: Record<string, string> } = {}): Config {
  const files: Record<string, string> = { 'waymark.yaml': text, ...options.files };
  const readFile = (path: string): string => {
    const found = Object.entries(files).find(([name]) => resolve('etc', name) === path);
    if (!found) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return found[1];
  };
  return loadConfig('etc/waymark.yaml', { types: [gitType], env: {}, readFile, ...options }).config;
}

function problems(text: string, options: Partial<LoadOptions> = {}): string[] {
  try {
    load(text, options);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll('etc/waymark.yaml:', '').split('\n');
    throw error;
  }
  return [];
}

/** The least whole configuration. */
const least = `sources:
  - { git: ./checkout, repository: acme/checkout }
teams:
  - { team: checkout, owns: [{ repository: acme/checkout }] }
`;

test('every key has the default of the contract', () => {
  const config = load(least);
  expect(config).toMatchObject({
    file: 'etc/waymark.yaml',
    directory: resolve('etc'),
    listen: { host: '127.0.0.1', port: 9790 },
    storage: { kind: 'directory', directory: resolve('etc/data') },
    timeZone: 'UTC',
    windows: [
      { name: '7d', length: 7 * day },
      { name: '28d', length: 28 * day },
      { name: '90d', length: 90 * day },
    ],
    leadTimeFrom: 'first_commit',
    bots: 'out',
    privacy: { minimumGroup: 5, titles: false },
    auth: {},
    sources: [{ name: 'acme/checkout', repositories: ['acme/checkout'], type: gitType }],
    prometheus: [],
    teams: [{ team: 'checkout', timeZone: 'UTC', owns: [{ repository: 'acme/checkout' }] }],
    objectives: [],
    goals: [],
  });
  expect(config).not.toHaveProperty('goalFiles');
});

test('the example of the contract is read whole', () => {
  const text = `listen: 127.0.0.1:9790
storage: ./data
time_zone: Europe/Berlin
windows: [7d, 28d, 90d]
lead_time_from: first_commit
bots: out
privacy: { minimum_group: 5, titles: false }
auth:
  read_token_env: WAYMARK_READ_TOKEN
  write_token_env: WAYMARK_WRITE_TOKEN
sources:
  - git: https://example.org/acme/checkout.git
    name: checkout-git
    repository: acme/checkout
    branch: main
    deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$', environment: production, scope: all }
    failures: { reverts: true, patch_within: 0 }
  - github: acme
    repositories: ['checkout-*', '!checkout-legacy']
    token_env: GITHUB_TOKEN
    api_url: https://api.github.com
    webhook_secret_env: WAYMARK_GITHUB_SECRET
    since: 2025-01-01
    deployments: { environments: ['production*'], workflows: ['Deploy*'] }
    incidents: { labels: [incident] }
    work_items: { types: { feature: [enhancement], defect: [bug], risk: [security], debt: [tech-debt, chore] }, started: [in-progress], blocked: [blocked], unplanned: [interrupt] }
    ci: { workflows: ['CI*'] }
  - prometheus: http://prometheus:9090
teams:
  - team: checkout
    load_limit: 12
    owns:
      - repository: acme/checkout
      - { repository: acme/platform, paths: ['services/checkout/**'], service: checkout }
objectives:
  - objective: grow
    title: Grow
  - objective: faster-to-market
    title: Ship customer-visible improvements weekly
    why: Renewals depend on it
    parent: grow
    priority: 1
    planned_share: 0.35
    work: { labels: ['objective:faster'], milestones: ['Q3 *'], repositories: [] }
goals: goals/*.yaml
`;
  const env = {
    WAYMARK_READ_TOKEN: 'read',
    WAYMARK_WRITE_TOKEN: 'write',
    GITHUB_TOKEN: 'token',
    WAYMARK_GITHUB_SECRET: 'secret',
  };
  const config = load(text, { types: [gitType, githubType], env });
  expect(config).toMatchObject({
    timeZone: 'Europe/Berlin',
    sources: [{ name: 'checkout-git' }, { name: 'acme', repositories: [], type: githubType }],
    prometheus: [{ name: 'prometheus:9090', url: 'http://prometheus:9090' }],
    teams: [
      {
        team: 'checkout',
        timeZone: 'Europe/Berlin',
        loadLimit: 12,
        owns: [
          { repository: 'acme/checkout' },
          { repository: 'acme/platform', paths: ['services/checkout/**'], service: 'checkout' },
        ],
      },
    ],
    objectives: [
      { objective: 'grow', work: { labels: [], milestones: [], repositories: [] } },
      { objective: 'faster-to-market', parent: 'grow', plannedShare: 0.35 },
    ],
    goals: [],
    goalFiles: { directory: resolve('etc'), pattern: 'goals/*.yaml', base: resolve('etc/goals') },
  });
  expect(config.auth.readToken?.()).toBe('read');
  expect(config.secret('GITHUB_TOKEN')).toBe('token');
});

test('a team and its weeks may have their own time zone; anchors and merge keys are read', () => {
  const config = load(`time_zone: Europe/Berlin
sources: [{ git: ./a, repository: acme/a }]
teams:
  - &a { team: a, time_zone: Asia/Kathmandu, owns: [{ repository: acme/a }] }
  - { <<: *a, team: b }
  - { team: c, owns: [{ repository: acme/a }] }
`);
  expect(config.teams.map(({ team, timeZone }) => [team, timeZone])).toEqual([
    ['a', 'Asia/Kathmandu'],
    ['b', 'Asia/Kathmandu'],
    ['c', 'Europe/Berlin'],
  ]);
});

describe('with the demo', () => {
  const demo = {
    sources: [{ git: './demo', repository: 'demo/shop' }],
    teams: [{ team: 'shop', owns: [{ repository: 'demo/shop' }] }],
  };

  test('no file is needed', () => {
    const { config } = loadConfig(undefined, { types: [gitType], env: {}, demo });
    expect(config.file).toBeUndefined();
    expect(config.teams.map(({ team }) => team)).toEqual(['shop']);
  });

  test('its sections stand for those of the file, the rest of which counts', () => {
    const config = load(`listen: localhost:0\nsources: [{ gitlab: x }]\ngoals: 'goals/*.yaml'\n`, { demo });
    expect(config.listen).toEqual({ host: 'localhost', port: 0 });
    expect(config.sources.map(({ name }) => name)).toEqual(['demo/shop']);
    expect(config.goals).toEqual([]);
    expect(config).not.toHaveProperty('goalFiles');
  });

  test('nothing may be said of sources at all', () => {
    expect(load('storage: /var/lib/waymark', { demo: {} }).storage).toEqual({
      kind: 'directory',
      directory: '/var/lib/waymark',
    });
  });
});

test('twenty different mistakes are told at once, each with its place', () => {
  const text = `listen: 9790
storage: postgres://waymark:hunter2@db/waymark
time_zone: Europe/Berln
timezone: UTC
windows: [7d, 36h, 1w]
lead_time_from: merged
bots: true
bots: out
privacy:
  minimum_group: none
auth:
  read_token: hunter2
  write_token_env: WAYMARK_WRITE_TOKEN
sources:
  - git: ./checkout
    repository: acme/checkout
    brnach: main
    token: hunter2
    deployments: { tags: 'v(.*)', scope: everything }
  - gitlab: acme
    repository: acme/other
  - prometheus: prometheus
  - git: ./checkout-two
    repository: acme/checkout
  - git: ./platform
    repository: acme/platform
    failures: { reverts: yes please, patch_within: 0 }
teams:
  - team: checkout
    owns:
      - repository: acme/chekout
      - { repository: acme/checkout, paths: /src }
  - team: checkout
    load_limit: 2.5
objectives:
  - objective: a
    title: A
    parent: b
  - objective: b
    title: B
    parent: a
    planned_share: 35
  - objective: c
    title: 2026
    parent: d
goals: 3
`;
  expect(problems(text)).toEqual([
    "1:9: listen: must be host:port, '[IPv6]:port' in quotes, or :port for every address; ports are 0 to 65535",
    '2:10: storage: a password never stands here: set PGPASSWORD, or give the whole address by { url_env: NAME }',
    '3:12: time_zone: must be a time zone of the IANA database, as in Europe/Berlin or UTC; did you mean Europe/Berlin?',
    '4:1: timezone: unknown key; did you mean "time_zone"? allowed: listen, storage, time_zone, windows, lead_time_from, bots, privacy, auth, sources, teams, objectives, goals',
    '5:15: windows[1]: must be whole days, as in 7d, 28d or 13w',
    '5:20: windows[2]: the same as windows[0]; each may be there once',
    '6:17: lead_time_from: must be one of: first_commit, merge',
    '8:1: bots: this key is there twice; each may be there once',
    '10:18: privacy.minimum_group: must be a number, not text',
    '12:3: auth.read_token: unknown key; a secret never stands here: use read_token_env or read_token_file',
    '13:20: auth.write_token_env: the environment variable named here is not set; set it, and write its name here, never its value',
    '17:5: sources[0].brnach: unknown key; did you mean "branch"? allowed: git, name, repository, branch, deployments, failures, token_env',
    '18:5: sources[0].token: unknown key; a secret never stands here: use token_env',
    '19:42: sources[0].deployments.scope: must be one of: all, reachable',
    '20:5: sources[1]: a source starts with one of: git, prometheus',
    '22:17: sources[2].prometheus: must be an address, as in http://prometheus:9090',
    '27:26: sources[4].failures.reverts: must be true or false, not text',
    '31:21: teams[0].owns[0].repository: no source gives this repository; did you mean "acme/checkout"?',
    '32:45: teams[0].owns[1].paths: must be a list, not text',
    '33:5: teams[1].owns: is missing; it needs a list',
    '33:11: teams[1].team: the same as teams[0].team; each may be there once',
    '34:17: teams[1].load_limit: must be a whole number',
    '38:13: objectives[0].parent: must lead up to a root, not round: a → b → a',
    '42:20: objectives[1].planned_share: must be at most 1',
    '44:12: objectives[2].title: a number stands where text is needed; put it in quotes',
    '45:13: objectives[2].parent: no such objective; allowed: a, b',
    '46:8: goals: must be text or a list, not a number',
  ]);
});

describe('a secret', () => {
  const secret = 's3cr3t-v4lue';

  test.each([
    ['pasted for a key that names one', `auth: { read_token: ${secret} }\n${least}`],
    ['pasted in place of a variable', `auth: { read_token_env: ${secret} }\n${least}`],
    ['pasted in place of a file', `auth: { read_token_file: ${secret} }\n${least}`],
    ['in the address of the storage', `storage: postgres://user:${secret}@host/db\n${least}`],
    ['in an address that is none', `storage: postgres://user:${secret}@host:port/db\n${least}`],
    ['as a parameter of the address', `storage: postgres://host/db?password=${secret}\n${least}`],
    ['in the address of another database', `storage: mysql://user:${secret}@host/db\n${least}`],
    ['in the address under a wrong key', `storage: { url: 'postgres://user:${secret}@host/db' }\n${least}`],
    ['in the address of a Prometheus', `sources: [{ prometheus: 'http://u:${secret}@host' }]`],
    ['in a broken line', `auth: { token: "${secret}" ${secret}\n${least}`],
    ['in an unknown top-level key', `password: ${secret}\n${least}`],
    ['in a key itself', `${least}'https://user:${secret}@host/': 1`],
    [
      'in the name of a repository',
      `sources: [{ git: ., repository: 'https://u:${secret}@host/a', name: [] }]
teams: [{ team: a, owns: [{ repository: b }] }]`,
    ],
  ])('%s is never shown', (_, text) => {
    const told = problems(text).join('\n');
    expect(told).not.toBe('');
    expect(told).not.toContain(secret);
  });

  test('is read when it is needed, so that a rotated one takes effect', () => {
    const files: Record<string, string> = { read: 'old\n' };
    const env: Record<string, string> = { DATABASE: 'postgres://one/db' };
    const text = `auth: { read_token_file: read }\nstorage: { url_env: DATABASE }\n${least}`;
    const readFile = (path: string): string => (path === resolve('etc/read') ? (files['read'] ?? '') : text);
    const config = load(text, { env, readFile });
    expect(config.auth.readToken?.()).toBe('old');
    files['read'] = 'new\n';
    env['DATABASE'] = 'postgres://two/db';
    expect(config.auth.readToken?.()).toBe('new');
    expect(config.storage.kind === 'postgres' && config.storage.url()).toBe('postgres://two/db');
    files['read'] = '';
    expect(config.auth.readToken).toThrow('waymark check');
  });

  test('that is not there is told at the place of its name', () => {
    const text = `auth: { read_token_env: EMPTY, write_token_file: none }\n${least}`;
    expect(problems(text, { env: { EMPTY: '' } })).toEqual([
      '1:25: auth.read_token_env: the environment variable named here is empty; set it, and write its name here, never its value',
      '1:50: auth.write_token_file: the file named here cannot be read (ENOENT); relative paths start beside the configuration file',
    ]);
  });

  test('comes from one place', () => {
    const text = `auth: { read_token_env: A, read_token_file: waymark.yaml }\n${least}`;
    expect(problems(text, { env: { A: 'a' } })).toEqual([
      '1:45: auth.read_token_file: allowed only without read_token_env',
    ]);
  });
});

describe('broken YAML', () => {
  const note = '; what follows is checked once this is mended';

  test.each([
    [
      'a tab',
      `bots: maybe\nauth:\n\tread_token_env: A\n`,
      ['1:7: bots: must be one of: in, out', `3:1: (file): a tab indents this line; YAML allows spaces only${note}`],
    ],
    [
      'an open quote',
      `time_zone: "UTC\n${least}`,
      [`1:12: time_zone: a closing quote, a bracket, or the ":" after a key is missing${note}`],
    ],
    [
      'an address in square brackets',
      `listen: [::1]:9790\n${least}`,
      [`1:14: listen: this does not fit what stands before it; put text with special characters in quotes${note}`],
    ],
    [
      'two documents',
      `${least}---\n${least}`,
      ['5:1: (file): the file holds more than one document ("---"); only one is allowed'],
    ],
    [
      'an escape in double quotes',
      `${least}objectives: [{ objective: a, title: "\\d" }]`,
      [
        '5:38: objectives[0].title: no such escape in double quotes; use single quotes, where a backslash stands for itself',
      ],
    ],
    [
      'an unknown anchor',
      `auth: *tokens\n${least}bots: 1`,
      ['1:7: auth: no such anchor stands before this alias', '6:7: bots: must be one of: in, out'],
    ],
    ['a list', '- git: .\n', ['1:1: (file): must be a map of keys, not a list']],
    [
      'nothing',
      '',
      [
        '1:1: sources: at least one source is needed, or run with --demo',
        '1:1: teams: at least one team is needed, or run with --demo',
      ],
    ],
    [
      'an unfolding bomb',
      `a: &a [x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e]`,
      [`1:1: (file): the aliases unfold to too much; write the values out${note}`],
    ],
  ])('%s', (_, text, told) => {
    expect(problems(text)).toEqual(told);
  });

  test('honest use of one anchor has no limit', () => {
    const teams = Array.from({ length: 300 }, (_, team) => `  - { <<: *owner, team: team-${team} }`).join('\n');
    const text = `sources: [{ git: ., repository: a }]\nteams:\n  - &owner { team: a, owns: [{ repository: a }] }\n${teams}`;
    expect(load(text).teams).toHaveLength(301);
  });
});

test('a value that came by an alias or a merge key is told where it is written', () => {
  const text = `sources: [{ git: ., repository: a }]
teams:
  - &a { team: a, owns: &owned [{ repository: a, path: [b] }], load_limit: many }
  - { <<: *a, team: b }
`;
  expect(problems(text)).toEqual([
    '3:50: teams[0].owns[0].path: unknown key; did you mean "paths"? allowed: repository, paths, service',
    '3:50: teams[1].owns[0].path: unknown key; did you mean "paths"? allowed: repository, paths, service',
    '3:76: teams[0].load_limit: must be a number, not text',
    '3:76: teams[1].load_limit: must be a number, not text',
  ]);
});

describe('repositories that a team owns', () => {
  const owns = (source: string): string => `sources: [${source}]\nteams: [{ team: a, owns: [{ repository: acme/b }] }]`;

  test('are looked for among those of the sources', () => {
    expect(problems(owns('{ git: ., repository: acme/a }, { prometheus: "http://p" }'))).toEqual([
      '2:41: teams[0].owns[0].repository: no source gives this repository; did you mean "acme/a"?',
    ]);
    expect(problems(owns('{ git: ., repository: zoo }'))).toEqual([
      '2:41: teams[0].owns[0].repository: no source gives this repository; allowed: zoo',
    ]);
  });

  test('may come from a source that knows its own only from outside', () => {
    const types = [gitType, githubType];
    expect(problems(owns('{ git: ., repository: acme/a }, { github: acme }'), { types })).toEqual([]);
  });

  test('belong to a team once', () => {
    const text = `sources: [{ git: ., repository: a }]
teams: [{ team: a, owns: [{ repository: a }, { repository: a, service: s }, { repository: a }] }]`;
    expect(problems(text)).toEqual(['2:77: teams[0].owns[2]: the same as teams[0].owns[0]; each may be there once']);
  });
});

test('sources have names of their own, given or derived', () => {
  const text = `sources:
  - { git: ., repository: a }
  - { git: ., repository: b, name: a }
teams: [{ team: a, owns: [{ repository: a }, { repository: b }] }]`;
  expect(problems(text)).toEqual(['3:36: sources[1].name: the same as sources[0].name; each may be there once']);
});

test('a source says one kind of what it is', () => {
  const types = [gitType, githubType];
  const text = `sources: [{ git: ., github: a }, { gti: ., repository: a }, 7]\nteams: [{ team: a, owns: [{ repository: a }] }]`;
  expect(problems(text, { types })).toEqual([
    '1:11: sources[0]: is git and github at once; give each its own entry',
    '1:34: sources[1]: a source starts with one of: git, github, prometheus; did you mean git?',
    '1:61: sources[2]: must be a map of keys, not a number',
  ]);
});

test('a key that means something to JavaScript is as unknown as any', () => {
  expect(problems(`${least}__proto__: { listen: 1 }\nconstructor: 1`)).toEqual([
    expect.stringMatching(/^5:1: __proto__: unknown key/),
    expect.stringMatching(/^6:1: constructor: unknown key/),
  ]);
});

test('a file that cannot be read is one problem', () => {
  const load = () => loadConfig('no-such/waymark.yaml', { types: [gitType], env: {} });
  expect(load).toThrow(
    'no-such/waymark.yaml:1:1: (file): the file cannot be read (ENOENT); name another with -c FILE, or run with --demo'
  );
});

test('a problem found elsewhere is told at its place in the file', () => {
  const { problem } = load(`${least}objectives:\n  - objective: a\n    title: 3 apples\n`);
  expect(problem(['objectives', 0, 'title'], 'must be a duration')).toEqual({
    file: 'etc/waymark.yaml',
    line: 7,
    column: 12,
    path: 'objectives[0].title',
    message: 'must be a duration',
  });
});
