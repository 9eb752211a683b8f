/**
 * Writes contract/rest.json: the part of GitHub's OpenAPI description that the fake serves, closed over its references.
 * Run by hand when the contract is to move: `node test/fake-github/extract.mjs`. The package (385 MB unpacked) is fetched
 * into a temporary directory, so that no `npm ci` carries it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';

const version = '23.0.2';
const operations = new Set([
  ...['get-authenticated', 'list-installations', 'get-installation', 'create-installation-access-token'].map(apps),
  ...['list-repos-accessible-to-installation', 'get-org-installation', 'get-repo-installation'].map(apps),
  'apps/get-user-installation',
  'rate-limit/get',
  'orgs/get',
  'users/get-authenticated',
  'users/get-by-username',
  ...['list-for-org', 'list-for-user', 'list-for-authenticated-user', 'get'].map(repos),
  ...['list-deployments', 'get-deployment', 'list-deployment-statuses', 'list-releases', 'list-tags'].map(repos),
  ...['list-commits', 'get-commit', 'compare-commits-with-basehead', 'list-branches'].map(repos),
  'repos/list-pull-requests-associated-with-commit',
  ...['list', 'get', 'list-commits', 'list-files', 'list-reviews'].map((name) => `pulls/${name}`),
  ...['list-for-repo', 'get', 'list-events-for-timeline', 'list-labels-for-repo'].map((name) => `issues/${name}`),
  'git/get-ref',
  'git/list-matching-refs',
  ...['list-workflow-runs-for-repo', 'list-workflow-runs', 'list-repo-workflows', 'get-workflow-run'].map(actions),
  ...['get-workflow-run-attempt', 'list-jobs-for-workflow-run', 'list-jobs-for-workflow-run-attempt'].map(actions),
]);

/** What no validator reads. */
const prose = new Set(['description', 'example', 'examples', 'externalDocs', 'summary', 'tags', 'title', 'deprecated']);

function apps(name) {
  return `apps/${name}`;
}
function repos(name) {
  return `repos/${name}`;
}
function actions(name) {
  return `actions/${name}`;
}

/** The description as published, from the package's tarball. */
function published() {
  const directory = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${version}`], { cwd: directory });
    const member = 'package/generated/api.github.com.json';
    execFileSync('tar', ['xzf', `octokit-openapi-${version}.tgz`, member], { cwd: directory });
    return JSON.parse(readFileSync(join(directory, member), 'utf8'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Without prose and extensions; `names` says that the keys are names of properties, not keywords. */
function slim(node, names = false) {
  if (Array.isArray(node)) return node.map((entry) => slim(entry));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => names || !(prose.has(key) || key.startsWith('x-')));
  const slimmed = Object.fromEntries(kept.map(([key, value]) => [key, slim(value, !names && key === 'properties')]));
  // A choice that may be null must list null, or a validator refuses it.
  if (!names && slimmed.nullable === true && Array.isArray(slimmed.enum) && !slimmed.enum.includes(null)) {
    slimmed.enum.push(null);
  }
  // 135 places say `nullable` without `type`, which a strict validator refuses to compile.
  if (!names && slimmed.nullable !== undefined && slimmed.type === undefined) {
    delete slimmed.nullable;
    return { anyOf: [slimmed, { enum: [null] }] };
  }
  return slimmed;
}

/** Adds to `components` whatever `node` refers to, and what that refers to. */
function close(node, source, components) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string') {
    const [, , kind, name] = node.$ref.split('/');
    components[kind] ??= {};
    if (components[kind][name] === undefined) {
      components[kind][name] = kind === 'examples' ? {} : slim(source.components[kind][name]);
      close(components[kind][name], source, components);
    }
  }
  for (const value of Object.values(node)) close(value, source, components);
}

const source = published();
const paths = {};
const components = {};
for (const [path, methods] of Object.entries(source.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!operations.delete(operation.operationId)) continue;
    paths[path] ??= {};
    paths[path][method] = slim(operation);
    close(paths[path][method], source, components);
  }
}
if (operations.size > 0) throw new Error(`not in the description: ${[...operations].join(', ')}`);
const info = { title: `Part of ${source.info.title}, from @octokit/openapi ${version}`, version: source.info.version };
const document = { openapi: source.openapi, info, paths, components };
const text = await format(JSON.stringify(document), { parser: 'json', printWidth: 120 });
writeFileSync(new URL('contract/rest.json', import.meta.url), text);
