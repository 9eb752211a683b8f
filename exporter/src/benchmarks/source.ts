/**
 * How far a figure is known. `read`: in the source named. `quoted`: in a text that quotes the source. `derived`:
 * arithmetic from those. `recalled`: from memory, not found again.
 */
export type Mark = 'read' | 'quoted' | 'derived' | 'recalled';

export type Source = { readonly text: string; readonly licence: string };

/** Stands beside every benchmark: others' answers about their main service are no measure of this one. */
export const label = 'Context, not a target: what others answered in a survey about their main service.';

const report = 'Report without a stated licence; figures only.';
/** The repository's README: code under Apache-2.0, documents and media under CC BY 4.0. */
const doraDev = 'Apache-2.0 (code) and CC BY 4.0 (documents), DORA at Google Cloud.';

export const sources = {
  sodr2018: { text: 'Accelerate: State of DevOps 2018 (DORA)', licence: report },
  sodr2019: { text: 'Accelerate State of DevOps 2019 (DORA)', licence: report },
  sodr2021: { text: 'Accelerate State of DevOps 2021 (DORA)', licence: report },
  octopus2022: {
    text: 'Accelerate State of DevOps 2022 (DORA), as quoted by Octopus Deploy, January 2023',
    licence: report,
  },
  octopus2023: {
    text: 'Accelerate State of DevOps 2023 (DORA), as quoted by Octopus Deploy, October 2023',
    licence: report,
  },
  sodr2024: { text: 'Accelerate State of DevOps 2024 (DORA)', licence: report },
  dora2025: {
    text: 'State of AI-assisted Software Development 2025 (DORA), as quoted by a public note of its tables',
    licence: report,
  },
  quickCheck: {
    text: 'DORA Quick Check, data of dora.dev at fcaf07b of 2026-06-26 (svelte/quick-check, editions 2024 and 2025)',
    licence: doraDev,
  },
  linearB: {
    text: 'LinearB help centre: 8.1 million pull requests, 2026',
    licence: 'Vendor figures; no licence stated.',
  },
  linearBEarlier: {
    text: 'LinearB help centre: 3.69 million pull requests, an earlier study',
    licence: 'Vendor figures; no licence stated.',
  },
} as const satisfies Record<string, Source>;
