/** One runner for every workspace: sources are transformed by swc, modules stay ESM as in production. */
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
};
const common = {
  transform,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
};

/** Packages of the Grafana front end that are published as ES modules only. */
const modules = [
  '@grafana/schema',
  '@react-hookz/web',
  '@ver0/deep-equal',
  '@wojtekmaj/date-utils',
  'd3(?:-[a-z-]+)?',
  'get-user-locale',
  'marked',
  'memoize',
  'mimic-function',
  'ol',
  'react-calendar',
  'react-colorful',
  'rxjs',
  'uuid',
];

/** @type {import('jest').Config} */
export default {
  reporters: ['default'],
  // Two at a time, so that a test that waits for a server or a child is not starved on a small machine.
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'exporter',
      rootDir: 'exporter',
      testMatch: ['<rootDir>/src/**/*.test.ts'],
      moduleNameMapper: { '^#(.*)\\.ts$': '<rootDir>/src/$1.ts' },
    },
    { ...common, displayName: 'provisioning', rootDir: 'provisioning', testMatch: ['<rootDir>/src/**/*.test.ts'] },
    { ...common, displayName: 'test', rootDir: 'test', testMatch: ['<rootDir>/*.test.ts'] },
    {
      // The real @grafana/ui in a simulated browser; webpack bundles CommonJS of these packages, and so do the tests.
      displayName: 'plugin',
      rootDir: 'plugin',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/jest-setup.js'],
      transform: {
        '^.+\\.m?[jt]sx?$': [
          '@swc/jest',
          { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'commonjs' } },
        ],
      },
      transformIgnorePatterns: [`node_modules/(?!(?:${modules.join('|')})/)`],
      moduleNameMapper: { '\\.(?:css|scss|svg)$': '<rootDir>/jest-setup.js' },
    },
  ],
};
