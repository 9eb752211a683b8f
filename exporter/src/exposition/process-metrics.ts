import { collectDefaultMetrics } from 'prom-client';
import type { Registry, RegistryContentType } from 'prom-client';
import { newRegistry } from './render.ts';
import type { Dialect } from './render.ts';

/** Gauges whose names promtool refuses: `_total` is for counters. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** prom-client's own view of this process: memory, processor time, event loop lag, garbage collection. */
export function processMetrics(dialect: Dialect): Registry<RegistryContentType> {
  const registry = newRegistry(dialect);
  collectDefaultMetrics<RegistryContentType>({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  return registry;
}
