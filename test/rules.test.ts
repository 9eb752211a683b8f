import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { found, withParts } from './parts.ts';

const provisioning = resolve(import.meta.dirname, '../provisioning');
const promtool = (...args: string[]): string =>
  execFileSync(found('promtool') ?? '', args, { encoding: 'utf8', stdio: 'pipe' });

describe('the rules of Prometheus', () => {
  withParts(['promtool'])('promtool', () => {
    test('finds nothing wrong with the file', () => {
      expect(promtool('check', 'rules', resolve(provisioning, 'dist/prometheus/waymark.rules.yaml'))).toContain(
        'SUCCESS: 14 rules found'
      );
    });

    test.each(readdirSync(resolve(provisioning, 'tests')))(
      '%s: each alert fires when it should, and only then',
      (name) => {
        expect(promtool('test', 'rules', resolve(provisioning, 'tests', name))).toContain('SUCCESS');
      }
    );
  });
});
