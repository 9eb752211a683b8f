import { builtinModules } from 'node:module';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const typed = [
  'exporter/**/*.ts',
  'test/**/*.{ts,tsx}',
  'plugin/**/*.{ts,tsx}',
  'provisioning/**/*.ts',
  'bench/**/*.ts',
];
const tests = ['**/*.test.{ts,tsx}', '**/*.fixture.ts', '**/suite.ts', 'test/**/*.{ts,tsx}'];

const withoutPrefix = builtinModules
  .filter((name) => !name.startsWith('_') && !name.startsWith('node:'))
  .map((name) => ({ name, message: `Write 'node:${name}'.` }));

/** The environment is read in one place, so that one list tells an operator what the process listens to. */
const environment = [
  { object: 'process', property: 'env', message: 'Only exporter/src/config reads the environment: take an argument.' },
];

/** What would make the same arguments give another answer. */
const impure = [
  ["CallExpression[callee.object.name='Date'][callee.property.name='now']", 'No clock in a pure room: take `now`.'],
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'No clock in a pure room: take `now`.'],
  ["CallExpression[callee.name='Date']", 'No clock in a pure room: take `now`.'],
  ["MemberExpression[object.name='performance']", 'No clock in a pure room: take `now`.'],
  [
    "MemberExpression[object.name='Math'][property.name='random']",
    'No chance in a pure room: take a seeded generator.',
  ],
  ["Identifier[name='process']", 'No process in a pure room: take an argument.'],
].map(([selector, message]) => ({ selector, message }));

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'provisioning/build/',
      '**/node_modules/',
      'data/',
      'coverage/',
      'test/.artefacts/',
      '.cache/',
      'plugin/.config/',
      'plugin/webpack.config.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'exporter/tsconfig.test.json',
          'provisioning/tsconfig.test.json',
          'test/tsconfig.json',
          'test/host/page/tsconfig.json',
          'plugin/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off', // an interface has methods, a type has data
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...withoutPrefix,
            { name: 'node:process', importNames: ['env'], message: 'Only exporter/src/config reads the environment.' },
          ],
        },
      ],
      'no-restricted-properties': ['error', ...environment],
    },
  },
  {
    files: [
      'exporter/src/{domain,ancestry,measures,catalog,signals,forecasts,goals,benchmarks}/**/*.ts',
      'exporter/src/demo/**/*.ts',
    ],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...impure] },
  },
  {
    files: tests,
    rules: {
      'no-restricted-properties': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off', // a missing element fails the test just as well
    },
  },
  {
    // What Grafana's catalogue refuses or warns of, and what React asks for.
    files: ['plugin/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-alert': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'window', message: 'Use what @grafana/runtime gives: config, locationService.' },
        { name: 'location', message: 'Use locationService of @grafana/runtime.' },
        { name: 'localStorage', message: 'Nothing of a viewer is kept.' },
      ],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // Grafana types what it takes by classes of its own
      '@typescript-eslint/unbound-method': 'off', // components are given functions of objects all the time
    },
  },
  {
    // Grafana's own types of what a frame holds are any.
    files: ['plugin/**/*.test.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Classic boards are what every Grafana from 11.6 on loads from files; the SDK calls them deprecated.
    files: ['provisioning/**/*.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: '@grafana/grafana-foundation-sdk', name: 'DashboardBuilder' }] },
      ],
    },
  },
  {
    // The host stands in for Grafana's untyped inside.
    files: ['test/host/page/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    // The command line hands the environment over; configuration reads it.
    files: ['exporter/src/config/**/*.ts', 'exporter/src/commands/configuration.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.strict, tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  }
);
