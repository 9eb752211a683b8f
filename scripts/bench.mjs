/** `npm run bench`: install, build, measure. With names of cases only those, and then no file is written. */
import { join } from 'node:path';
import { build, install, root, run } from './prepare.mjs';

if (!install() || !build()) process.exit(1);
const main = join(root, 'exporter/dist/bench/main.js');
// On the disk of the checkout, so that what is durable costs what it costs there.
const places = [join(root, 'bench/results.json'), join(root, '.cache')];
process.exit(run(process.execPath, [main, ...places, ...process.argv.slice(2)]) ? 0 : 1);
