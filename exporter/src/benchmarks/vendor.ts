import { sources, type Source } from './source.ts';

/** What a vendor says of the teams that use its product; its level names are its own, and not DORA's. */
export type VendorSet = {
  readonly vendor: string;
  readonly edition: string;
  readonly source: Source;
  readonly label: string;
  readonly rows: readonly VendorRow[];
};

export type VendorRow = {
  readonly what: string;
  /** The measure that comes nearest; absent: none does. */
  readonly measure?: string;
  readonly statistic: 'p75';
  readonly unit: 'hours' | 'lines';
  /** From the best on; the value is below the end. The last has none. */
  readonly levels: readonly { readonly name: string; readonly below?: number }[];
};

const label = "Context, not a target: one vendor's customers, in its own words.";

function elite(what: string, below: number, measure?: string, unit: VendorRow['unit'] = 'hours'): VendorRow {
  return { what, ...(measure && { measure }), statistic: 'p75', unit, levels: [{ name: 'elite', below }] };
}

export const vendorSets: readonly VendorSet[] = [
  {
    vendor: 'LinearB',
    edition: 'LinearB 2026',
    source: sources.linearB,
    label,
    rows: [
      {
        what: 'cycle time',
        measure: 'change_cycle_time',
        statistic: 'p75',
        unit: 'hours',
        levels: [
          { name: 'elite', below: 25 },
          { name: 'good', below: 73 },
          { name: 'fair', below: 162 },
          { name: 'needs focus' },
        ],
      },
    ],
  },
  {
    vendor: 'LinearB',
    edition: 'LinearB, earlier study',
    source: sources.linearBEarlier,
    label,
    rows: [
      elite('coding time', 0.5, 'change_stage'),
      elite('pickup time', 1, 'change_stage'),
      elite('review time', 0.5, 'change_stage'),
      elite('deploy time', 3, 'change_stage'),
      elite('size', 98, 'change_size', 'lines'),
    ],
  },
];
