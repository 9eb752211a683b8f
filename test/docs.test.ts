import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`),
]
  .filter((path) => path.endsWith('.md'))
  .sort();

/** As GitHub makes an anchor of a heading. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  );

test.each(pages)('%s: what it links to is there', (page) => {
  const text = read(page).replaceAll(/^```[^]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^\w+:/.test(link));
  for (const link of links) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    expect([link, existsSync(join(root, target))]).toEqual([link, true]);
    if (anchor !== undefined) expect(anchors(read(target))).toContain(anchor);
  }
});

test('the examples for Kubernetes name the images and ports that are built', () => {
  const { services } = parse(read('docker-compose.yml')) as { services: Record<string, { image: string }> };
  const manifest = parseAllDocuments(read('provisioning/kubernetes/waymark.yaml'));
  expect(manifest.flatMap(({ errors }) => errors)).toEqual([]);
  expect(manifest.map((one) => one.get('kind'))).toEqual(['PersistentVolumeClaim', 'Service', 'Deployment']);
  const text = read('provisioning/kubernetes/waymark.yaml');
  expect(text).toContain(`image: ${String(services['waymark']?.image)}\n`);
  expect(read('Dockerfile')).toContain(`EXPOSE ${/containerPort: (\d+)/.exec(text)?.[1] ?? ''}`);
  const { grafana } = parse(read('provisioning/kubernetes/kube-prometheus-stack.values.yaml')) as {
    grafana: { image: { repository: string; tag: string }; env: Record<string, string>; envValueFrom: object };
  };
  expect(`${grafana.image.repository}:${grafana.image.tag}`).toBe(services['grafana']?.image);
  // What the data sources read when Grafana starts; a write token is a choice.
  const wanted = [...read('provisioning/dist/grafana/datasources/waymark.yml').matchAll(/\$\{(\w+)\}/g)].map(
    ([, name]) => name
  );
  expect(wanted.filter((name) => name !== 'WAYMARK_WRITE_TOKEN').sort()).toEqual(
    [...Object.keys(grafana.env), ...Object.keys(grafana.envValueFrom)].sort()
  );
});
