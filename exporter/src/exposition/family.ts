export type Labels = Readonly<Record<string, string>>;

/** One Prometheus family with its samples, each of other label values. */
export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly { readonly labels: Labels; readonly value: number }[];
};
