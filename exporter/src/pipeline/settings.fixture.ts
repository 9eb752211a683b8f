import { day } from '#domain/window.ts';
import type { ComputeSettings } from './compute.ts';

export const settings: ComputeSettings = {
  windows: [{ name: '28d', length: 28 * day }],
  options: { leadTimeFrom: 'first_commit', bots: 'out' },
};
