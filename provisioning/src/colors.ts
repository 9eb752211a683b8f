import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** Ink is neutral; colour is evidence. Blue: better or as agreed; orange: worse or waiting; grey: context. */
export const colors = {
  text: 'text',
  better: '#5794F2',
  worse: '#FF9830',
  context: '#8e8e8e',
} as const;

/** Kinds of work have no order of good and bad: their colours only tell them apart, also without seeing red or green. */
export const workColors: Readonly<Record<string, string>> = {
  feature: '#3274D9',
  defect: '#FF9830',
  risk: '#C0D8FF',
  debt: '#FADE2A',
  unclassified: '#8e8e8e',
};

export function fixed(color: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(color);
}

export function byThreshold(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
}

/** `base` below the first value; Grafana's own base is green. */
export function steps(base: string, ...above: readonly (readonly [value: number, color: string])[]) {
  return new ThresholdsConfigBuilder().steps([
    { value: null, color: base },
    ...above.map(([value, color]) => ({ value, color })),
  ]);
}
