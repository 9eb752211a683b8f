import { ownFamilies, type OwnFamilyName } from '#catalog/metric-names.ts';

export type Labels = Readonly<Record<string, string>>;

/** One Prometheus family with its samples, each of other label values. */
export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly { readonly labels: Labels; readonly value: number }[];
};

/** A family that is not the values of one measure, as the catalog names and explains it. */
export function ownFamily(name: OwnFamilyName, samples: Family['samples']): Family {
  const declared = ownFamilies.find((family) => family.name === name);
  if (!declared) throw new Error(`no family ${name}`);
  return { name, type: declared.type, help: declared.help, samples };
}
