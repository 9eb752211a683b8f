/**
 * The arrows of the house (docs/decisions/0001-the-house.md). Every rule says why it is there.
 * A room is a folder of exporter/src; what a rule does not name, a room may import.
 */
const src = '^exporter/src/';
const room = (...names) => `${src}(?:${names.join('|')})/`;
const tests = '\\.(?:test|fixture)\\.m?[jt]s$|/suite\\.ts$';
/** The command line, and the bench that measures all of it: these alone know all layers. */
const top = `${src}(?:main(?:\\.test)?\\.ts$|commands/|bench/)`;
const bench = room('bench');

/** Rooms that are arithmetic only: the same arguments give the same answer. */
const pure = room(
  'domain',
  'ancestry',
  'measures',
  'signals',
  'forecasts',
  'goals',
  'catalog',
  'benchmarks',
  'sentences'
);
const builtIn = ['core'];
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** `from` may import only the rooms in `allowed` and itself. */
const onlyRooms = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: room(from), pathNot: tests },
  to: { path: src, pathNot: room(from, ...allowed) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files that need each other are one thing in two places: neither can be read or tested alone.',
      from: { path: '^exporter/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is dead, or its line in a list is missing.',
      from: { orphan: true, path: src, pathNot: [tests, `${src}api/contract\\.ts$`] },
      to: {},
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'An import that is not found would pass every other rule here.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages',
      severity: 'error',
      comment: 'Shipped code may need only what is installed with it.',
      from: { path: src, pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      comment: 'Tests, fixtures and behaviour suites are left out of the build.',
      from: { path: src, pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'pure-without-node',
      severity: 'error',
      comment: 'A pure room reads no file, clock or process: history is the same function with an older window.',
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: builtIn },
    },
    {
      name: 'pure-without-packages',
      severity: 'error',
      comment: 'The meaning of a number is in this repository, where it can be read, not in a package.',
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: packages },
    },
    onlyRooms('domain-imports-nothing', 'domain', [], 'All rooms speak its words; so it depends on none of them.'),
    onlyRooms('ancestry-imports-domain', 'ancestry', ['domain'], 'It is pure: facts in, facts out.'),
    onlyRooms('store-imports-domain', 'store', ['domain'], 'It keeps facts; what they mean is decided elsewhere.'),
    onlyRooms(
      'sources-import-domain',
      'sources',
      ['domain'],
      'A source gives facts and writes nothing, so it is tested with no store.'
    ),
    {
      name: 'sources-apart',
      severity: 'error',
      comment:
        'To add or drop a source is a folder and a line: no source leans on another. history/ is no source, but the one idea of a commit graph that all share.',
      from: { path: `${src}sources/([^/]+)/` },
      to: { path: `${src}sources/[^/]+/`, pathNot: [`${src}sources/$1/`, `${src}sources/history/`] },
    },
    {
      name: 'source-list-is-for-the-top',
      severity: 'error',
      comment: 'Only the list of sources knows the sources; only the command line reads the list.',
      from: { path: src, pathNot: [room('sources'), top, tests] },
      to: { path: `${src}sources/(?:index\\.ts$|[^/]+/)` },
    },
    onlyRooms(
      'measures-import-domain',
      'measures',
      ['domain'],
      'A measure that asks a source or the store can no longer be run over the past.'
    ),
    onlyRooms(
      'signals-import-measures',
      'signals',
      ['measures', 'domain'],
      'Signals judge samples, wherever these came from.'
    ),
    onlyRooms(
      'forecasts-import-measures',
      'forecasts',
      ['measures', 'domain'],
      'Forecasts read samples; they do not fetch them.'
    ),
    onlyRooms(
      'goals-import-measures',
      'goals',
      ['measures', 'domain'],
      'A goal is configuration over measures; its status is arithmetic.'
    ),
    onlyRooms(
      'benchmarks-import-domain',
      'benchmarks',
      ['measures', 'domain'],
      'Context beside the numbers: it never feeds back into them.'
    ),
    onlyRooms(
      'sentences-import-meaning',
      'sentences',
      ['measures', 'goals', 'domain'],
      'Words for what others found out: nothing is computed from them.'
    ),
    onlyRooms(
      'catalog-imports-meaning',
      'catalog',
      ['measures', 'goals', 'domain'],
      'Names stay pure, so that dashboards can read them without prom-client.'
    ),
    onlyRooms(
      'exposition-imports-catalog',
      'exposition',
      ['catalog', 'measures', 'domain'],
      'It renders samples that it is given: a scrape never computes or reads.'
    ),
    onlyRooms(
      'api-imports-no-store',
      'api',
      ['domain', 'measures', 'catalog', 'goals', 'signals', 'forecasts', 'benchmarks', 'sentences', 'pages'],
      'main hands it functions: a request can reach only what it was given.'
    ),
    onlyRooms(
      'pages-import-words',
      'pages',
      ['domain', 'catalog', 'api'],
      'A page shows what the API says, and no more.'
    ),
    {
      name: 'pipeline-not-upwards',
      severity: 'error',
      comment: 'The pipeline joins sources, store and measures; who asks, and how it is configured, is not its matter.',
      from: { path: room('pipeline'), pathNot: tests },
      to: { path: room('api', 'exposition', 'config', 'pages') },
    },
    onlyRooms(
      'config-imports-schemas',
      'config',
      ['domain', 'sources', 'goals', 'measures', 'catalog', 'demo'],
      'Schemas are composed from their owners; a configuration opens nothing.'
    ),
    onlyRooms(
      'demo-stands-alone',
      'demo',
      ['domain', 'sources'],
      'The demo is a source of its own beside a git history that it writes: its facts go the way of all facts.'
    ),
    {
      name: 'only-main-knows-all',
      severity: 'error',
      comment: 'main and its commands are the one place that wires the layers; nothing below may reach back to them.',
      from: { path: src, pathNot: top },
      to: { path: `${src}(?:main\\.ts$|commands/)` },
    },
    {
      name: 'bench-apart',
      severity: 'error',
      comment: 'What measures the code is no part of it.',
      from: { path: src, pathNot: [bench, tests] },
      to: { path: bench },
    },
    {
      name: 'hash-across-rooms',
      severity: 'error',
      comment: 'An import that leaves the room shows it: `#room/file.ts`, never `../`.',
      from: { path: `${src}([^/]+)/` },
      to: { path: src, pathNot: `${src}$1/`, dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'relative-inside-a-room',
      severity: 'error',
      comment: 'A `#` import says that it leaves the room; inside, the path is relative.',
      from: { path: `${src}([^/]+)/` },
      to: { path: `${src}$1/`, dependencyTypes: ['aliased'] },
    },
    {
      name: 'black-box-tests',
      severity: 'error',
      comment: 'The tests in test/ use the public surface only, as a user would.',
      from: { path: '^test/' },
      to: { path: '^(?:exporter|plugin|provisioning)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: `${__dirname}/exporter/tsconfig.cruiser.json` },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
