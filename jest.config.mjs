/** One runner for every workspace: sources are transformed by swc, modules stay ESM as in production. */
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
};
const common = {
  transform,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
};

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
  ],
};
