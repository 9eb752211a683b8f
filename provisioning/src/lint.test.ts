import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { files } from './files.ts';
import { boards, folder, pluginId, prometheusUid, waymarkUid } from './names.ts';
import { alertGroups } from './rules/alerts.ts';
import { grafanaRules } from './rules/grafana.ts';

type Target = { refId: string; expr?: string; kind?: string; datasource: { type: string; uid: string } } & Record<
  string,
  unknown
>;
type Panel = {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { type: string; uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: Target[];
  panels?: Panel[];
  repeat?: string;
  collapsed?: boolean;
  fieldConfig?: { defaults: { unit?: string }; overrides: { properties: { id: string }[] }[] };
  transformations?: unknown[];
};
type Board = {
  uid: string;
  title: string;
  description: string;
  schemaVersion: number;
  tags: string[];
  links: { tags: string[]; includeVars: boolean; keepTime: boolean }[];
  panels: Panel[];
  templating: { list: { name: string; multi: boolean; includeAll: boolean; hide?: number }[] };
  annotations: { list: { enable: boolean; datasource: { uid: string }; target: Target }[] };
};

/** Read as they are written: what Grafana sees. */
const all = files()
  .filter(({ path }) => path.endsWith('.json'))
  .map(({ text }) => JSON.parse(text) as Board);
const open = (board: Board) => board.panels.filter(({ type }) => type !== 'row');
const every = (board: Board) => board.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
const shown = (board: Board) => every(board).filter(({ type }) => type !== 'row');
const targets = (board: Board) => shown(board).flatMap((panel) => panel.targets ?? []);

/** Panels, and what a board asks at its opening: a panel, a layer that is on and a variable once each; three active goals. */
const expected: Readonly<Record<string, { panels: number; requests: number }>> = {
  [boards.team]: { panels: 14, requests: 19 },
  [boards.goals]: { panels: 9, requests: 11 },
  [boards.dora]: { panels: 11, requests: 14 },
  [boards.flow]: { panels: 10, requests: 13 },
  [boards.organisation]: { panels: 6, requests: 6 },
  [boards.itself]: { panels: 13, requests: 13 },
};

test('the boards are those that links and alerts name', () => {
  expect(all.map(({ uid }) => uid).sort()).toEqual(Object.values(boards).sort());
});

describe.each(all.map((board) => [board.uid, board] as const))('%s', (uid, board) => {
  test('is a classic board that finds the others', () => {
    expect(board.schemaVersion).toBe(42);
    expect(board.title).toMatch(/^Waymark · /);
    expect(board.description).not.toBe('');
    expect(board.links).toHaveLength(1);
    expect(board.links[0]).toMatchObject({ tags: board.tags, includeVars: true, keepTime: false });
  });

  test('has as many panels and requests as it should', () => {
    const layers = board.annotations.list.filter(({ enable }) => enable).length;
    const panels = open(board).reduce((count, { repeat }) => count + (repeat === undefined ? 1 : 3), 0);
    expect({ panels: shown(board).length, requests: panels + layers + board.templating.list.length }).toEqual(
      expected[uid]
    );
  });

  test('its panels have ids of their own, and lie beside each other', () => {
    const ids = every(board).map(({ id }) => id);
    expect(ids.every((id) => Number.isInteger(id) && id > 0)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`)
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(board.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test('every panel says what it is, how to read it and what to ask', () => {
    for (const { title, description = '', gridPos } of shown(board)) {
      expect(title).not.toBe('');
      expect(description).toMatch(/^\*\*What\*\* \S[^]+\n\n\*\*Read\*\* \S[^]+\n\n\*\*Ask\*\* \S[^]*\?/);
      // A longer title is cut at 1280 pixels beside the menu.
      if (gridPos.w <= 5) expect(title.length).toBeLessThanOrEqual(25);
    }
  });

  test('data sources are named by uid, and PromQL is asked of Prometheus only', () => {
    const known: Readonly<Record<string, string>> = { [prometheusUid]: 'prometheus', [waymarkUid]: pluginId };
    const asked = [...targets(board), ...board.annotations.list.map(({ target }) => target)];
    expect(asked.length).toBeGreaterThan(0);
    for (const { datasource, expr, kind } of asked) {
      expect(known[datasource.uid]).toBe(datasource.type);
      expect(expr === undefined).toBe(datasource.uid === waymarkUid);
      expect(kind === undefined).toBe(datasource.uid === prometheusUid);
    }
    for (const panel of shown(board)) {
      if (panel.type === 'alertlist') continue;
      expect(new Set((panel.targets ?? []).map(({ datasource }) => datasource.uid))).toEqual(
        new Set([panel.datasource?.uid])
      );
    }
  });

  test('the plugin knows every kind that is asked for, with each of its fields', () => {
    const source = readFileSync(join(import.meta.dirname, '../../plugin/src/query.ts'), 'utf8');
    const fields = source.slice(source.indexOf('type Fields'), source.indexOf('export type HeadlinePart'));
    for (const { kind, ...query } of [...targets(board), ...board.annotations.list.map(({ target }) => target)]) {
      if (kind === undefined) continue;
      const [, of = ''] = new RegExp(`^  ${kind}: (object|\\{[^}]*\\});`, 'm').exec(fields) ?? [];
      expect([kind, of]).not.toEqual([kind, '']);
      for (const key of Object.keys(query))
        if (key !== 'refId' && key !== 'datasource') expect(of).toMatch(new RegExp(`\\b${key}\\??:`));
    }
  });

  test('a number of Prometheus has a unit; the plugin sends its own', () => {
    for (const { title, targets = [], fieldConfig } of shown(board)) {
      if (!targets.some(({ expr }) => expr !== undefined)) continue;
      const units = [
        fieldConfig?.defaults.unit,
        ...(fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
          properties.map(({ id }) => (id === 'unit' ? id : undefined))
        ),
      ].filter((unit) => unit !== undefined);
      expect({ title, hasUnit: units.length > 0 }).toEqual({ title, hasUnit: true });
    }
  });

  test('teams are not ranked', () => {
    const team = board.templating.list.find(({ name }) => name === 'team');
    if (team !== undefined) expect(team).toMatchObject({ multi: false, includeAll: false });
    for (const { expr = '', team: asked } of targets(board)) {
      expect(expr).not.toMatch(/(?:topk|bottomk|sort|sort_desc|quantile)\s*(?:\([^)]*|\s+by\s*)\bteam\b/);
      if (asked !== undefined) expect(['$team', '']).toContain(asked);
      // How much could be joined is about records; any other value a team is asked for one team.
      if (uid !== boards.itself && expr.includes('waymark_')) expect(expr).toContain('team="$team"');
      if (uid === boards.itself && /by \([^)]*\bteam\b/.test(expr)) expect(expr).toContain('waymark_coverage_ratio');
    }
    if (uid === boards.organisation) {
      expect(board.templating.list).toEqual([]);
      expect(targets(board).every(({ kind }) => kind !== 'numbers' && kind !== 'series' && kind !== 'tile')).toBe(true);
    }
  });

  test('nobody is named, and no red or green is used', () => {
    const text = JSON.stringify(board);
    expect(text).not.toMatch(/\b(?:author|login|e-?mail|assignee|reviewer|committer|user_?name)\b/i);
    expect(text).not.toMatch(/"(?:semi-dark-|dark-|light-|super-light-)?(?:red|green)"/);
  });
});

describe('alerts', () => {
  const alerts = alertGroups.flatMap((group) => group.alerts);
  const root = join(import.meta.dirname, '../..');

  test.each(alerts.map((alert) => [alert.name, alert] as const))('%s says what to do', (_name, alert) => {
    expect(alert.summary).not.toBe('');
    expect(alert.description).toMatch(/\.$/);
    expect(alert.for).toMatch(/^\d+[mhd]$/);
    const page = join(root, 'docs/runbooks', `${alert.runbook}.md`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(alert.name);
  });

  test('only the board of Waymark itself is marked by them', () => {
    const own = all.find(({ uid }) => uid === boards.itself);
    const ids = alerts.flatMap(({ panel }) => panel ?? []);
    expect(ids.every((id) => own?.panels.some((panel) => panel.id === id))).toBe(true);
    expect(JSON.stringify(grafanaRules()).match(/"__dashboardUid__":"[^"]+"/g)).toEqual(
      ids.map(() => `"__dashboardUid__":"${boards.itself}"`)
    );
  });

  test('each has a case where it fires and one where it does not', () => {
    const cases = ['teams', 'itself'].flatMap((name) => {
      const text = readFileSync(join(import.meta.dirname, '../tests', `${name}.yaml`), 'utf8');
      type Case = { promql_expr_test?: { expr: string; exp_samples: unknown[] }[] };
      return (parse(text) as { tests: Case[] }).tests.flatMap((one) => one.promql_expr_test ?? []);
    });
    for (const { name } of alerts) {
      const own = cases.filter(({ expr }) => expr.includes(`alertname="${name}"`));
      expect({ name, fires: own.some((one) => one.exp_samples.length > 0) }).toEqual({ name, fires: true });
      expect({ name, silent: own.some((one) => one.exp_samples.length === 0) }).toEqual({ name, silent: true });
    }
  });

  test('Grafana puts them into the folder of the boards', () => {
    const { groups } = grafanaRules() as { groups: { folder: string; rules: { uid: string }[] }[] };
    expect(groups.every((group) => group.folder === folder)).toBe(true);
    const uids = groups.flatMap(({ rules }) => rules.map(({ uid }) => uid));
    expect(new Set(uids).size).toBe(alerts.length);
  });
});
