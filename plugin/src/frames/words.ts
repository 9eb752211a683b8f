import type { Annotation, Goal, Organisation, Signal } from '@waymark/exporter/contract';

/** Ink is neutral; colour is evidence. Blue: better, or on course; orange: worse, or waiting; purple: forecast. */
export const colors = {
  text: 'text',
  better: '#5794F2',
  worse: '#FF9830',
  atRisk: '#FADE2A',
  forecast: '#B877D9',
  context: '#8e8e8e',
  zone: 'rgba(87, 148, 242, 0.10)',
} as const;

/** A word with its glyph, so that colour is never alone; no comma in it, as a pill is split there. */
export type Word = { readonly text: string; readonly color: string };

export const statuses: Readonly<Record<Goal['status'], Word>> = {
  stretch_met: { text: '★ stretch met', color: '#1F60C4' },
  met: { text: '● met', color: '#5794F2' },
  on_track: { text: '● on track', color: '#5794F2' },
  met_within_noise: { text: '≈ met within noise', color: '#8AB8FF' },
  at_risk: { text: '◐ at risk', color: '#FADE2A' },
  off_track: { text: '○ off track', color: '#FF9830' },
  learned: { text: '◆ learned', color: '#B877D9' },
  met_at_a_cost: { text: '◆ met at a cost', color: '#B877D9' },
  missed: { text: '○ missed', color: '#8e8e8e' },
  no_data: { text: '… no data', color: '#4d4d4d' },
};

export const directions: Readonly<Record<Signal['direction'], Word>> = {
  better: { text: '▲ better', color: colors.better },
  worse: { text: '▼ worse', color: colors.worse },
};

export type Verdict = Exclude<keyof Organisation['verdicts'][number], 'measure'>;
export const verdicts: Readonly<Record<Verdict, Word>> = {
  ...directions,
  no_clear_change: { text: '= no clear change', color: '#6e6e6e' },
  too_little_data: { text: '… too little data', color: '#4d4d4d' },
};

/** The wait stages are orange and yellow, the work stages blue. */
export const stageWords: Readonly<Record<'coding' | 'pickup' | 'review' | 'deploy', Word>> = {
  coding: { text: 'coding', color: '#8AB8FF' },
  pickup: { text: 'wait for review', color: '#FF9830' },
  review: { text: 'review', color: '#3274D9' },
  deploy: { text: 'wait for deploy', color: '#FADE2A' },
};

/** A name of the contract as words: `failed_deployment` → "failed deployment". */
export function words(name: Annotation['kind'] | (string & {})): string {
  return name.replaceAll('_', ' ');
}

/** "1 change", "91 changes". */
export function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
