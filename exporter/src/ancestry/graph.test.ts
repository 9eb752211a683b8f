import { expect, test } from '@jest/globals';
import { type Graph, buildGraph, parentCount, parentOf, placeOf, walk } from './graph.ts';
import { commit } from './history.fixture.ts';

function reached(graph: Graph, from: number): number[] {
  const seen = new Set<number>();
  walk(graph, from, (each) => !seen.has(each) && seen.add(each).size > 0);
  return [...seen].sort((a, b) => a - b);
}

test('parents keep their order and may be listed before or after', () => {
  const graph = buildGraph([commit('m', 'b c a'), commit('a'), commit('b', 'a'), commit('c', 'a')]);
  expect([0, 1, 2, 3].map((nth) => parentOf(graph, 0, nth))).toEqual([2, 3, 1, -1]);
  expect(parentCount(graph, 0)).toBe(3);
  expect(parentOf(graph, 1, 0)).toBe(-1);
  expect(reached(graph, 2)).toEqual([1, 2]);
});

test('a parent that is not there keeps its place and ends the walk', () => {
  const graph = buildGraph([commit('m', 'gone b'), commit('b', 'lost')]);
  expect(parentOf(graph, 0, 0)).toBe(-1);
  expect(parentOf(graph, 0, 1)).toBe(1);
  expect(reached(graph, 0)).toEqual([0, 1]);
  expect(placeOf(graph, 'gone')).toBe(-1);
  expect(reached(graph, -1)).toEqual([]);
});

test('a cycle, which git cannot make, ends', () => {
  expect(reached(buildGraph([commit('a', 'c'), commit('b', 'a'), commit('c', 'b'), commit('d', 'd')]), 1)).toEqual([
    0, 1, 2,
  ]);
});

test('a line of 300,000 commits needs no call stack', () => {
  const commits = Array.from({ length: 300_000 }, (_, place) => commit(`c${place}`, place > 0 ? `c${place - 1}` : ''));
  expect(reached(buildGraph(commits), 299_999)).toHaveLength(300_000);
});
