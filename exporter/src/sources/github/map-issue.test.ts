import { describe, expect, test } from '@jest/globals';
import { at, issue, labelled, list, origin, reading } from './answers.fixture.ts';
import type { IssueAnswer } from './graphql/issues.ts';
import { incidentFact } from './map-incident.ts';
import { workItemFact } from './map-work-item.ts';

describe('an incident', () => {
  const incident = (changed: Partial<IssueAnswer>) =>
    incidentFact(
      issue({ labels: list({ name: 'Incident' }), ...changed }),
      origin,
      reading({ incidents: { labels: ['incident'] } })
    );

  test('is an issue with the label', () => {
    expect(
      incident({ closedAt: at(31), body: '', labels: list({ name: 'incident' }, { name: 'service: basket' }) })
    ).toEqual({
      fact: 'incident',
      repository: 'acme/checkout',
      id: 'I_9',
      service: 'basket',
      openedAt: at(30),
      resolvedAt: at(31),
      url: 'https://github.test/acme/checkout/issues/9',
    });
    expect(incident({ labels: list({ name: 'bug' }) })).toBeUndefined();
    expect(incident({})).not.toHaveProperty('resolvedAt');
  });

  test.each([
    ['caused by: #12', '#12'],
    ['All is slow.\r\n\r\n**Caused by:** #12.\r\n', '#12'],
    ['> caused by: `0123abc`', '0123abc'],
    ['caused by: https://github.test/acme/checkout/pull/12/files', 'https://github.test/acme/checkout/pull/12'],
    ['caused by: <https://github.test/acme/checkout/pull/12>', 'https://github.test/acme/checkout/pull/12'],
    ['caused by: DE_kwDOFAKDls5lv0SB', 'DE_kwDOFAKDls5lv0SB'],
    ['caused by: run-8000000001-1', 'run-8000000001-1'],
    ['caused by: api@0123456789abcdef0123456789abcdef01234567', 'api@0123456789abcdef0123456789abcdef01234567'],
    ['caused by: ada-lovelace', undefined],
    ['caused by: ada@example.invalid', undefined],
    ['caused by: @ada-lovelace', undefined],
    ['caused by: https://github.test/ada-lovelace', undefined],
    ['It was caused by: #12', undefined],
    ['', undefined],
  ])('with the text %j was caused by %s', (body, causedBy) => {
    expect(incident({ body })?.causedBy).toBe(causedBy);
  });
});

describe('a piece of work', () => {
  const types = { feature: ['enhancement'], defect: ['bug', 'Bug report'], risk: ['security'], debt: ['chore'] };
  const rule = { types, started: ['in-progress', 'Doing'], blocked: ['blocked', 'waiting'], unplanned: ['interrupt'] };
  const item = (changed: Partial<IssueAnswer>, more: object = {}) =>
    workItemFact(issue(changed), origin, reading({ work_items: { ...rule, ...more } }));

  test('is any issue where work is collected', () => {
    expect(item({})).toEqual({
      fact: 'work_item',
      repository: 'acme/checkout',
      id: 'I_9',
      number: 9,
      openedAt: at(30),
      type: 'unclassified',
      unplanned: false,
      labels: [],
      blocked: [],
      url: 'https://github.test/acme/checkout/issues/9',
    });
    expect(item({}, { blocked: [] })).not.toHaveProperty('blocked');
    expect(workItemFact(issue(), origin, reading())).toBeUndefined();
  });

  test('has its type from a label or from the type of the issue', () => {
    expect(item({ labels: list({ name: 'BUG' }) })?.type).toBe('defect');
    expect(item({ issueType: { name: 'Bug report' } })?.type).toBe('defect');
    expect(item({ labels: list({ name: 'chore' }, { name: 'security' }) })?.type).toBe('risk');
    expect(item({ labels: list({ name: 'interrupt' }) })).toMatchObject({ unplanned: true, labels: ['interrupt'] });
  });

  test('starts with the first sign of work', () => {
    const timelineItems = list(labelled(32, 'In-Progress'), labelled(31, 'in-progress'), labelled(30.5, 'bug'));
    const status = { name: 'Doing', updatedAt: at(30.2) };
    expect(item({ timelineItems })?.startedAt).toBe(at(31));
    expect(item({ timelineItems, projectItems: list({ status, objective: null }) })?.startedAt).toBe(at(30.2));
  });

  test('is finished by its last close, unless it was opened again or given up', () => {
    const closed = { state: 'CLOSED', closedAt: at(40) } as const;
    const timelineItems = list(labelled(31, 'in-progress'));
    expect(item({ ...closed, stateReason: 'COMPLETED' })?.finishedAt).toBe(at(40));
    expect(item({ state: 'OPEN', stateReason: 'REOPENED' })).not.toHaveProperty('finishedAt');
    for (const stateReason of ['NOT_PLANNED', 'DUPLICATE']) {
      const dropped = item({ ...closed, stateReason, timelineItems });
      expect(dropped).not.toHaveProperty('finishedAt');
      expect(dropped).toMatchObject({ startedAt: at(31), cancelledAt: at(40) });
    }
  });

  test('waits while it has a label that says so', () => {
    const timelineItems = list(
      labelled(31, 'blocked'),
      labelled(32, 'waiting'),
      labelled(33, 'blocked', 'UnlabeledEvent'),
      labelled(34, 'waiting', 'UnlabeledEvent'),
      labelled(36, 'waiting')
    );
    expect(item({ timelineItems })?.blocked).toEqual([{ from: at(31), to: at(34) }, { from: at(36) }]);
  });

  test('serves the objective that its project names', () => {
    const projectItems = list({ status: null, objective: { name: 'faster' } }, { status: null, objective: null });
    expect(item({ projectItems, labels: list({ name: 'bug' }) })?.labels).toEqual(['bug', 'objective:faster']);
    expect(item({ parent: { id: 'I_1' }, milestone: { title: 'Q3' } })).toMatchObject({
      parent: 'I_1',
      milestone: 'Q3',
    });
  });
});
