import { ownFamily } from './family.ts';
import { goalFamilies, signalFamilies } from './goal-families.ts';
import { gzipJoined, gzipStart } from './gzip.ts';
import { measureFamilies } from './measure-families.ts';
import { processMetrics } from './process-metrics.ts';
import { contentTypes, registryText, renderFamilies } from './render.ts';
import type { Dialect } from './render.ts';
import type { Conclusions, Snapshot } from './snapshot.ts';
import { sourceFamilies } from './source-families.ts';
import type { SourceStatus } from '#domain/source-status.ts';

export type ScrapeFormat = { readonly openMetrics: boolean; readonly gzip: boolean };
export type Scrape = { readonly contentType: string; readonly body: Buffer };

export type Exposition = {
  /** Replaces what scrapes show; it is rendered when it is next asked for, once for each format. */
  readonly update: (snapshot: Snapshot) => void;
  /** The same for what is concluded from them. */
  readonly conclude: (conclusions: Conclusions) => void;
  readonly scrape: (format: ScrapeFormat) => Promise<Scrape>;
};

/** What `/metrics` says: the snapshot from its cache, then this process and its sources as they are now. */
export function createExposition(options: {
  readonly version: string;
  readonly sources: () => readonly SourceStatus[];
}): Exposition {
  const process = { prometheus: processMetrics('prometheus'), openmetrics: processMetrics('openmetrics') };
  let snapshot: Snapshot = { measures: [], coverage: [], incidents: [], limits: [] };
  let conclusions: Conclusions = { goals: [], judged: [] };
  let rendered = renderedOnce(snapshot, conclusions);

  const health = async (dialect: Dialect): Promise<Buffer> => {
    const texts = [
      await renderFamilies(
        [
          ownFamily('waymark_build_info', [{ labels: { version: options.version }, value: 1 }]),
          ...sourceFamilies(options.sources()),
        ],
        dialect
      ),
      await registryText(process[dialect]),
      dialect === 'openmetrics' ? '# EOF\n' : '',
    ];
    return Buffer.from(texts.join(''));
  };

  return {
    update: (next) => {
      snapshot = next;
      rendered = renderedOnce(snapshot, conclusions);
    },
    conclude: (next) => {
      conclusions = next;
      rendered = renderedOnce(snapshot, conclusions);
    },
    scrape: async ({ openMetrics, gzip }) => {
      const dialect = openMetrics ? 'openmetrics' : 'prometheus';
      const computed = rendered[dialect];
      const body = gzip
        ? await gzipJoined(await computed.gzip(), await health(dialect))
        : Buffer.concat([await computed.text(), await health(dialect)]);
      return { contentType: contentTypes[dialect], body };
    },
  };
}

function renderedOnce(snapshot: Snapshot, { goals, judged }: Conclusions) {
  const families = () => [...measureFamilies(snapshot), ...goalFamilies(goals), ...signalFamilies(judged)];
  const inDialect = (dialect: Dialect) => {
    const text = once(async () => Buffer.from(await renderFamilies(families(), dialect)));
    return { text, gzip: once(async () => gzipStart(await text())) };
  };
  return { prometheus: inDialect('prometheus'), openmetrics: inDialect('openmetrics') };
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}
