import { Counter, Gauge, Registry } from 'prom-client';
import type { RegistryContentType } from 'prom-client';
import type { Family } from './family.ts';

export type Dialect = 'prometheus' | 'openmetrics';

export const contentTypes = {
  prometheus: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
} as const;

/** A registry of its own dialect: rendering OpenMetrics renames counters for good, so no registry serves both. */
export function newRegistry(dialect: Dialect): Registry<RegistryContentType> {
  const registry = new Registry<RegistryContentType>();
  registry.setContentType(contentTypes[dialect]);
  return registry;
}

/** What a registry says, without the mark of the end, so that texts can follow each other. */
export async function registryText(registry: Registry<RegistryContentType>): Promise<string> {
  const text = (await registry.metrics()).replace(/# EOF\n$/, '');
  return text.trim() === '' ? '' : text;
}

/** Families as text; those without a sample are left out whole. */
export function renderFamilies(families: readonly Family[], dialect: Dialect): Promise<string> {
  const registry = newRegistry(dialect);
  for (const { name, help, type, samples } of families) {
    if (samples.length === 0) continue;
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const options = { name, help, labelNames, registers: [registry] };
    if (type === 'counter') {
      const counter = new Counter(options);
      for (const { labels, value } of samples) counter.inc(labels, value);
    } else {
      const gauge = new Gauge(options);
      for (const { labels, value } of samples) gauge.set(labels, value);
    }
  }
  return registryText(registry);
}
