/**
 * `npm run check:plugin`: what Grafana's catalogue asks of a plugin, over plugin/dist and plugin/src, as far as it can be
 * told from the files. After the analyzers of grafana/plugin-validator, whose package needs a download of its own.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.mjs';

const folder = join(root, 'plugin');
const [dist, source] = [join(folder, 'dist'), join(folder, 'src')];
const most = 60 * 1024;
/** What Grafana gives to a plugin at run time; nothing else may be asked for. */
const host = [
  '@emotion/css',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'module',
  'react',
  'react-dom',
  'rxjs',
];
const images = { '.svg': /^\s*<svg/, '.png': /^\x89PNG/, '.jpg': /^\xff\xd8/, '.gif': /^GIF8/ };
const svgElements = /^(svg|g|path|rect|circle|line|polyline|polygon|ellipse|title|desc|defs|linearGradient|stop)$/;

if (!existsSync(join(dist, 'module.js'))) {
  process.stderr.write('plugin/dist is not there: run npm run build -w plugin first.\n');
  process.exit(1);
}
const read = (path) => readFileSync(join(dist, path), 'utf8');
const bytes = (path) => readFileSync(join(dist, path), 'latin1');
const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const plugin = JSON.parse(read('plugin.json'));
const bundle = read('module.js');
const code = files(source)
  .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|fixture)\.tsx?$/.test(path))
  .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));
const readme = read('README.md');

/** Each answers with what is wrong; nothing where all is well. */
const checks = {
  'the files of a plugin are there, and only one plugin': () => [
    ...['module.js', 'module.js.map', 'plugin.json', 'README.md', 'CHANGELOG.md', 'LICENSE'].filter(
      (name) => !existsSync(join(dist, name)) || statSync(join(dist, name)).size === 0
    ),
    ...files(dist).filter((path) => path.endsWith('plugin.json') && path !== join(dist, 'plugin.json')),
  ],
  'id, name and version': () => [
    ...(/^[a-z0-9]+-[a-z0-9]+-datasource$/.test(plugin.id) ? [] : [`the id ${plugin.id}`]),
    ...(plugin.name && plugin.name !== plugin.id ? [] : ['the name']),
    ...(plugin.info.version === JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
      ? []
      : [`the version ${plugin.info.version} is not that of package.json`]),
    ...(/%[A-Z]+%/.test(JSON.stringify(plugin)) ? ['a template variable was left'] : []),
  ],
  'description, author, keywords, links and screenshots': () =>
    ['description', 'author', 'keywords', 'links', 'screenshots'].filter((key) => {
      const value = plugin.info[key];
      return Array.isArray(value) ? value.length === 0 : key === 'author' ? !value?.name : !value;
    }),
  'pictures exist and are what their names say': () =>
    [...Object.values(plugin.info.logos), ...plugin.info.screenshots.map(({ path }) => path)].filter(
      (path) => /^[./]/.test(path) || !existsSync(join(dist, path)) || !images[extname(path)]?.test(bytes(path))
    ),
  'drawings hold only shapes': () =>
    files(dist)
      .filter((path) => path.endsWith('.svg'))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/<([A-Za-z:]+)|\s(on\w+|href|xlink:href)=/g)]
          .filter(([, element, attribute]) => attribute || !svgElements.test(element))
          .map(([text]) => `${relative(dist, path)}: ${text.trim()}`)
      ),
  'links are https': () => plugin.info.links.filter(({ url }) => !url.startsWith('https://')).map(({ url }) => url),
  'the README stands alone': () => [
    ...[...readme.matchAll(/\]\((?!https?:|#)[^)]*\)/g)].map(([link]) => `relative link ${link}`),
    ...(/<!--/.test(readme) ? ['a comment'] : []),
    ...['yarn', 'nodejs'].filter((word) => readme.toLowerCase().includes(word)),
  ],
  'the licence is whole': () => [
    ...(/Apache License\s+Version 2\.0/.test(read('LICENSE')) ? [] : ['not the Apache License']),
    ...(/\{yyyy\}|\{name of copyright owner\}/.test(read('LICENSE')) ? ['an unfilled field'] : []),
  ],
  'it names the Grafana that it needs, and no backend': () => [
    ...(/^>=\d+\.\d+\.\d+(-0)?$/.test(plugin.dependencies.grafanaDependency) ? [] : ['grafanaDependency']),
    ...['backend', 'executable', 'alerting', 'streaming'].filter((key) => plugin[key]),
  ],
  'tokens are written by routes only, and writing is for editors': () =>
    plugin.routes
      .filter(({ method, reqRole }) => method !== 'GET' && reqRole !== 'Editor' && reqRole !== 'Admin')
      .map(({ path }) => `route ${path}`),
  'the build is that of create-plugin': () =>
    readFileSync(join(folder, '.config/webpack/webpack.config.ts'), 'utf8').includes('@grafana/create-plugin')
      ? []
      : ['its header is missing'],
  'source maps hold the sources byte for byte': () => {
    const { sources, sourcesContent } = JSON.parse(read('module.js.map'));
    const own = sources.flatMap((name, index) => {
      const path = /^webpack:\/\/[^/]+\/\.\/(.+\.tsx?)(?:\?.*)?$/.exec(name)?.[1];
      return path === undefined ? [] : [{ path, content: sourcesContent[index] }];
    });
    return own.length === 0
      ? ['no source is in it']
      : own.filter(({ path, content }) => readFileSync(join(source, path), 'utf8') !== content).map(({ path }) => path);
  },
  'it imports from the host only': () => {
    const named = /define\(\[([^\]]*)\]/.exec(bundle)?.[1] ?? '';
    return [...named.matchAll(/"([^"]+)"/g)].map(([, name]) => name).filter((name) => !host.includes(name));
  },
  'it is small': () => {
    const { length } = gzipSync(bundle);
    return length < most ? [] : [`${length} bytes of gzip, at most ${most}`];
  },
  'it prints nothing': () => [...bundle.matchAll(/console\.\w+/g)].map(([text]) => text),
  'no tracking, no evaluation of text': () =>
    [/google-analytics|googletagmanager|segment\.io/, /\beval\(|new Function\(/, /innerHTML/]
      .filter((one) => one.test(bundle))
      .map(String),
  'the code keeps the rules of the catalogue': () =>
    code.flatMap(({ path, text }) =>
      [
        /console\.\w+/,
        /grafanaBootData|__grafanaSceneContext/,
        /\bwindow\.(?:location|open)/,
        /\b(?:alert|confirm|prompt)\(/,
        /gf-form/,
        /@ts-(?:ignore|expect-error)/,
        /import .*\.s?css'/,
        /\/api\/ds\/query/,
        /__SECRET_INTERNALS|findDOMNode|defaultProps/,
        /\blocalStorage\b|\bsessionStorage\b/,
      ]
        .filter((rule) => rule.test(text))
        .map((rule) => `${path}: ${rule}`)
    ),
};

let wrong = 0;
for (const [what, check] of Object.entries(checks)) {
  const problems = check();
  wrong += problems.length;
  process.stdout.write(`${problems.length === 0 ? 'ok   ' : 'WRONG'} ${what}\n`);
  for (const problem of problems) process.stdout.write(`        ${problem}\n`);
}
process.stdout.write(`module.js: ${bundle.length} bytes, ${gzipSync(bundle).length} of gzip\n`);
process.exit(wrong > 0 ? 1 : 0);
