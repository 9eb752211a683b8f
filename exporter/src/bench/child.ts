/** Runs one case and tells its rows to the process that started this one. */
import { cases } from './index.ts';

const [name = '', directory = ''] = process.argv.slice(2);
await cases.get(name)?.((row) => process.send?.(row), directory);
process.disconnect();
