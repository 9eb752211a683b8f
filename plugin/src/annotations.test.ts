import { expect, test } from '@jest/globals';
import type { AnnotationQuery } from '@grafana/data';
import { annotationSupport } from './annotations';
import type { WaymarkQuery } from './query';

const { prepareAnnotation, prepareQuery } = annotationSupport;
const layer = { name: 'Incidents', enable: true, iconColor: 'orange' } as AnnotationQuery<WaymarkQuery>;

test('a new layer gets a query, a known one stays the same object', () => {
  const prepared = prepareAnnotation?.(layer);
  expect(prepared).toEqual({ ...layer, target: { refId: 'Anno', kind: 'annotations', team: '$team', layer: 'did' } });
  expect(prepareAnnotation?.(prepared)).toBe(prepared);
});

test('what Grafana spreads over the root does no harm', () => {
  const prepared = prepareAnnotation?.({ ...layer, kind: 'goals', layout: 'apart' });
  expect(prepared?.target?.kind).toBe('annotations');
  expect(prepareQuery?.(prepared!)).toEqual(prepared?.target);
});

test('a layer without a query of ours is skipped', () => {
  expect(prepareQuery?.(layer)).toBeUndefined();
});
