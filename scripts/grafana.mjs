/**
 * `npm run test:grafana`: the journeys of test/grafana in a true Grafana. With GRAFANA_URL in one that runs with our
 * plugin and provisioning, over the demo (GRAFANA_USER and GRAFANA_PASSWORD administer it); with GRAFANA_BIN and
 * GRAFANA_HOME that server is started on loopback with a Prometheus and the demo, and all is stopped at the end.
 */
import { join } from 'node:path';
import { build, buildPlugin, install, root, run } from './prepare.mjs';

const { GRAFANA_URL, GRAFANA_BIN, GRAFANA_HOME } = process.env;
if (!GRAFANA_URL && !(GRAFANA_BIN && GRAFANA_HOME)) {
  process.stderr.write(
    'Set GRAFANA_URL to the address of a Grafana that runs with our provisioning over the demo,\n' +
      'or GRAFANA_BIN and GRAFANA_HOME to the program and the folder of one to be started.\n'
  );
  process.exit(1);
}
if (!install() || !build() || !buildPlugin()) process.exit(1);
const node = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
const config = ['--config', join(root, 'test/grafana/jest.config.mjs')];
const passed = run(process.execPath, [...node, ...config, ...process.argv.slice(2)], { NODE_ENV: 'test' });
process.exit(passed ? 0 : 1);
