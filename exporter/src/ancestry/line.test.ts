import { expect, test } from '@jest/globals';
import { buildGraph } from './graph.ts';
import { change, commit } from './history.fixture.ts';
import { type Change, alongTheLine } from './line.ts';

const shas = (commits: Parameters<typeof buildGraph>[0], changes: readonly Change[]): string[] =>
  alongTheLine(buildGraph(commits), changes).map((each) => each.change.sha);

const straight = [commit('a'), commit('b', 'a'), commit('c', 'b'), commit('d', 'c')];

test('the graph orders the line, whatever the clocks say', () => {
  expect(shas(straight, [change('c', 1), change('d', 2), change('a', 9), change('b', 3)])).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(shas(straight, [change('d', 1), change('b', 9)])).toEqual(['b', 'd']);
});

test('the pieces of a broken line follow each other by merge time', () => {
  const broken = [commit('a', 'lost'), commit('b', 'a'), commit('y', 'gone'), commit('z', 'y')];
  expect(shas(broken, [change('z', 20), change('y', 19), change('b', 10), change('a', 9)])).toEqual([
    'a',
    'b',
    'y',
    'z',
  ]);
});

test('a change beside the line comes after it, an unknown one last', () => {
  const forked = [...straight, commit('x', 'b')];
  expect(shas(forked, [change('?', 0), change('x', 5), change('b', 2), change('d', 9)])).toEqual(['b', 'd', 'x', '?']);
});

test('changes of one commit stay apart, in the order of their ids', () => {
  const two = [change('a', 1, { id: 'second' }), change('a', 1, { id: 'first' })];
  expect(alongTheLine(buildGraph(straight), two).map((each) => each.change.id)).toEqual(['first', 'second']);
});

test('a cycle ends', () => {
  expect(shas([commit('a', 'b'), commit('b', 'a')], [change('a', 2), change('b', 1)])).toHaveLength(2);
});
