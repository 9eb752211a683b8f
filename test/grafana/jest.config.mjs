/** The journeys in a true Grafana: not part of `npm test`. */
import shared from '../../jest.config.mjs';

const project = shared.projects.find(({ displayName }) => displayName === 'test');

export default { ...project, rootDir: '.', testMatch: ['<rootDir>/*.test.ts'], testTimeout: 120_000 };
