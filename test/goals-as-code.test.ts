import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { exampleConfig, writeExample } from './worked-example.ts';
import { project, run } from './waymark.ts';

const goal = `- id: lead-time
  team: shop
  objective: faster
  why: customers wait
  measure: change_lead_time
  baseline: { value: 55h }
  target: 50h
  start: 2026-07-01
  due: 2026-10-01
`;

test('`waymark check` reads files of goals, warns with reasons, and refuses what is wrong at its place', async () => {
  const { directory, file } = project(exampleConfig(writeExample(), { goals: 'goals/*.yaml' }));
  mkdirSync(join(directory, 'goals'));
  writeFileSync(join(directory, 'goals', 'shop.yaml'), goal);
  const good = await run(['check', '-c', file], { cwd: directory });
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout).toMatch(/goals\/shop\.yaml:1:3: \[0\]: a warning: no guardrail: Change lead time says how/);
  expect(good.stdout).toContain('1 goals');

  writeFileSync(join(directory, 'goals', 'shop.yaml'), goal.replace('50h', '60h').replace('team: shop', 'team: shpo'));
  const bad = await run(['check', '-c', file], { cwd: directory });
  expect(bad.code).toBe(1);
  expect(bad.stderr).toMatch(/goals\/shop\.yaml:2:9: \[0\]\.team: no such team; did you mean "shop"\?/);
  expect(bad.stderr).toMatch(/goals\/shop\.yaml:7:11: \[0\]\.target: must be below the baseline, as lower is better/);
}, 60_000);
