import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './prepare.mjs';

const debianPostgres = '/usr/lib/postgresql';

/** What the tests need beside Node, each a package of Debian. */
const parts = [
  { package: 'git', suites: 'the git source and the demo', isThere: () => onPath('git') },
  {
    package: 'prometheus',
    suites: 'the metrics text and a scrape by a real Prometheus',
    isThere: () => onPath('prometheus') && onPath('promtool'),
  },
  {
    package: 'postgresql',
    suites: 'the store on PostgreSQL',
    isThere: () => postgresFolders().some((folder) => existsSync(join(folder, 'initdb'))),
  },
  { package: 'chromium', suites: 'the plugin in a browser', isThere: () => onPath('chromium') },
];

/** Finds or installs them. Says what will be skipped without; with CI=true that is a failure: false. */
export function findParts() {
  let missing = parts.filter((part) => !part.isThere());
  if (missing.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
    installPackages(missing.map((part) => part.package));
    missing = missing.filter((part) => !part.isThere());
  }
  for (const part of missing)
    process.stdout.write(`Skipped: ${part.suites} (needs Debian's package ${part.package}, which is not installed)\n`);
  return missing.length === 0 || process.env.CI !== 'true';
}

function installPackages(names) {
  process.stdout.write(`Installing Debian's ${names.join(', ')}\n`);
  // The tests start what they need themselves: nothing that is installed here may start as a service.
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], env);
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

function postgresFolders() {
  const versions = existsSync(debianPostgres) ? readdirSync(debianPostgres) : [];
  return [...versions.map((version) => join(debianPostgres, version, 'bin')), ...path()];
}

function onPath(program) {
  return path().some((folder) => existsSync(join(folder, program)));
}

function path() {
  return (process.env.PATH ?? '').split(delimiter);
}
