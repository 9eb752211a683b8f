import type { Annotation } from '@waymark/exporter/contract';
import { words } from '../frames/words';
import type { Option } from './field';

export const layers: { value: Annotation['layer']; label: string }[] = [
  { value: 'did', label: 'What we did' },
  { value: 'happened', label: 'What happened to us' },
  { value: 'context', label: 'Goals and notes' },
];

/** Every kind of event has its key here, as the compiler sees to. */
const kinds: Record<Annotation['kind'], true> = {
  goal_set: true,
  target_changed: true,
  milestone: true,
  due: true,
  outcome: true,
  status: true,
  signal: true,
  decision: true,
  note: true,
  intervention: true,
  plan: true,
  review: true,
  deployment: true,
  failed_deployment: true,
  incident: true,
};
export const annotationKindNames: Option[] = Object.keys(kinds).map((value) => ({ value, label: words(value) }));
