import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { found, withParts } from './parts.ts';
import { run } from './waymark.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
type Service = {
  image: string;
  build?: { target: string };
  command?: string | string[];
  entrypoint?: string[];
  volumes?: string[];
  configs?: { source: string; target: string }[];
  ports?: string[];
  restart: string;
  read_only?: boolean;
  healthcheck?: object;
  depends_on?: Record<string, unknown>;
  environment?: Record<string, string>;
};
type Compose = { services: Record<string, Service>; configs: Record<string, { file?: string; content?: string }> };

/** As Compose reads it where no variable is set, or with these. */
function compose(variables: Readonly<Record<string, string>> = {}): Compose {
  const text = read('docker-compose.yml').replaceAll(
    /\$\{(\w+):-([^}]*)\}/g,
    (_, name: string, otherwise: string) => variables[name] ?? otherwise
  );
  expect(text).not.toContain('$');
  return parse(text) as Compose;
}
const given = compose();
const services = Object.entries(given.services);
const words = (value: string | string[] = []): string[] => [value].flat().join(' ').split(/\s+/);

describe('docker-compose.yml', () => {
  test('is valid by the schema of the Compose Specification', () => {
    // The published schema names its draft by https, which nothing else does.
    const { $schema: _, ...schema } = JSON.parse(read('test/compose/compose-spec.json')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(given) ? [] : validate.errors).toEqual([]);
    expect(validate({ services: { waymark: { imagine: 'x' } } })).toBe(false);
  });

  test.each(services)('%s is pinned, closed to the network, and cannot write where it need not', (_name, service) => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/);
    expect(service.read_only).toBe(true);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    // What runs on is watched; what runs once ends.
    expect(service.healthcheck === undefined).toBe(service.restart === 'no');
    for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(given.services)).toContain(name);
  });

  test.each(services)('%s: every path of it is there', (_name, service) => {
    const mounts = (service.volumes ?? []).map((volume) => volume.split(':') as [string, string]);
    for (const [from] of mounts)
      if (from.startsWith('.')) expect([from, existsSync(join(root, from))]).toEqual([from, true]);
    for (const { source } of service.configs ?? []) {
      const { file, content } = given.configs[source] ?? {};
      expect(file === undefined ? content : existsSync(join(root, file))).toBeTruthy();
    }
    for (const word of words(service.command)) {
      const mount = mounts.find(([from, to]) => from.startsWith('.') && word.startsWith(`${to}/`));
      if (mount) expect([word, existsSync(join(root, mount[0], word.slice(mount[1].length)))]).toEqual([word, true]);
    }
    if (service.build) expect(read('Dockerfile')).toContain(` AS ${service.build.target}\n`);
  });

  test('one variable switches to a configuration of your own', () => {
    const own = compose({ WAYMARK_CONFIG: 'waymark.yaml' });
    expect(words(given.services['waymark']?.command)).toEqual([
      'serve',
      '-c',
      '/etc/waymark/provisioning/compose/demo.yaml',
      '--demo',
    ]);
    expect(words(own.services['waymark']?.command)).toEqual(['serve', '-c', '/etc/waymark/waymark.yaml']);
    expect(words(own.services['history']?.command)).not.toContain('--demo');
  });

  test('the exporter takes its commands and its configuration', async () => {
    const { stdout } = await run(['--help']);
    expect(stdout).toMatch(/waymark serve .*\[--demo\]/);
    expect(stdout).toMatch(/waymark history .*\[--demo\] --output/);
    const { code, stderr } = await run(['check', '-c', join(root, 'provisioning/compose/demo.yaml')], {
      env: { WAYMARK_READ_TOKEN: 'token' },
    });
    // Its two parts that are missing come from the demo.
    expect(code).toBe(1);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.replace(/^\S+ /, ''))
    ).toEqual([expect.stringMatching(/^sources: .*--demo$/), expect.stringMatching(/^teams: .*--demo$/)]);
  });

  withParts(['promtool'])('promtool', () => {
    test('takes the configuration of Prometheus, with the rules and the token', () => {
      const directory = mkdtempSync(join(tmpdir(), 'waymark-compose-'));
      mkdirSync(join(directory, 'rules'));
      writeFileSync(
        join(directory, 'rules/waymark.rules.yaml'),
        read('provisioning/dist/prometheus/waymark.rules.yaml')
      );
      writeFileSync(join(directory, 'read-token'), 'token');
      const file = join(directory, 'prometheus.yml');
      writeFileSync(file, read('provisioning/compose/prometheus.yml').replaceAll('/etc/prometheus', directory));
      expect(execFileSync(found('promtool') ?? '', ['check', 'config', file], { encoding: 'utf8' })).toContain(
        'SUCCESS: 14 rules found'
      );
      const { targets } = (
        parse(read('provisioning/compose/prometheus.yml')) as {
          scrape_configs: { static_configs: [{ targets: string[] }] }[];
        }
      ).scrape_configs[0]!.static_configs[0];
      expect(targets).toEqual(['waymark:9790']);
    });
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');

  test('what it copies from here is there', () => {
    for (const line of lines.filter((one) => one.startsWith('COPY ') && !one.includes('--from='))) {
      const paths = line.split(/\s+/).slice(1, -1);
      for (const path of paths) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    }
  });

  test('the exporter runs as no superuser, on a slim image, and says whether it is well', () => {
    const exporter = lines.slice(lines.findIndex((line) => line.endsWith(' AS exporter')));
    expect(exporter[0]).toContain('-slim');
    expect(exporter).toContain('USER node');
    expect(exporter.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(lines).toContain('ARG NODE_VERSION=24');
  });
});
