import { Html, html } from './html.ts';
import { landingStyle } from './landing-style.ts';

/** What the page tells of a source. Times are milliseconds since 1970. */
export type LandingSource = {
  readonly name: string;
  readonly type: string;
  /** How the last pull ended; absent while none has. */
  readonly up?: boolean;
  readonly pulling: boolean;
  readonly lastSuccessAt?: number;
  readonly progress?: { readonly done: number; readonly total: number };
  /** When the running pull will be done. */
  readonly finishesAt?: number;
  /** How far the first collection is, 0 to 1. */
  readonly usage?: { readonly backfill?: number };
  readonly failure?: { readonly reason: string; readonly message: string };
};

export type Landing = {
  readonly version: string;
  readonly demo: boolean;
  readonly teams: number;
  readonly sources: readonly LandingSource[];
  /** Why the numbers are not whole yet. */
  readonly notReady: string | undefined;
  readonly now: number;
};

/** To the byte what the policy's digest was taken of. */
const style = new Html(`<style>${landingStyle}</style>`);

/** A cairn, drawn here, so that the page loads nothing. */
const mark = new Html(
  '<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><ellipse cx="12" cy="4.5" rx="3.6" ry="2.7"/><ellipse cx="12" cy="11.2" rx="6.4" ry="3.2"/><ellipse cx="12" cy="19" rx="9.6" ry="3.8"/></svg>'
);
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='%230b8a72'%3E%3Cellipse cx='12' cy='4.5' rx='3.6' ry='2.7'/%3E%3Cellipse cx='12' cy='11.2' rx='6.4' ry='3.2'/%3E%3Cellipse cx='12' cy='19' rx='9.6' ry='3.8'/%3E%3C/svg%3E";

const links: readonly (readonly [path: string, title: string, text: string])[] = [
  ['/metrics', 'Metrics', 'What Prometheus scrapes'],
  ['/api/v1/catalog', 'Catalog', 'What each number means and how to read it'],
  ['/api/v1/teams', 'Teams', 'Who owns which repositories and services'],
  ['/api/v1/openapi.json', 'API', 'Every path, parameter and answer (OpenAPI)'],
];

/** The page at `/`: what this is, how its sources do, where to go on. */
export function landingPage({ version, demo, teams, sources, notReady, now }: Landing): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Waymark</title>
        <link rel="icon" href="${icon}" />
        ${style}
      </head>
      <body>
        <main>
          <header>
            <h1>${mark}Waymark</h1>
            <p class="lead">
              How software reaches its users, team by team: DORA and flow metrics from the records that engineering
              keeps anyway, for the Prometheus and Grafana you already run.
            </p>
            <ul class="facts">
              ${demo && html`<li class="demo">Demo: these teams are invented</li>`}
              <li>Version ${version}</li>
              <li>${counted(teams, 'team')}</li>
              <li>${counted(sources.length, 'source')}</li>
            </ul>
            ${notReady !== undefined && html`<p class="notice" role="status">Not ready yet: ${notReady}</p>`}
          </header>
          <section aria-labelledby="sources">
            <h2 id="sources">Sources</h2>
            ${
              sources.length === 0
                ? html`<p class="detail">None yet. Sources are named in waymark.yaml.</p>`
                : html`<ul class="sources">
                    ${sources.map((source) => sourceItem(source, now))}
                  </ul>`
            }
          </section>
          <nav aria-labelledby="links">
            <h2 id="links">Where to go on</h2>
            <ul class="links">
              ${links.map(
                ([path, title, text]) =>
                  html`<li>
                    <a href="${path}"><strong>${title}</strong><span>${text}</span></a>
                  </li>`
              )}
            </ul>
          </nav>
          <footer>Waymark counts the work of teams. It stores, shows and logs nothing of a person.</footer>
        </main>
      </body>
    </html>`.text;
}

function sourceItem(source: LandingSource, now: number): Html {
  const [tone, state] = stateOf(source);
  const { progress, failure, lastSuccessAt, usage } = source;
  const running = source.pulling && progress !== undefined && progress.total > 0 ? progress : undefined;
  return html`<li>
    <span class="name">${source.name}<span class="type">${source.type}</span></span>
    <span class="state ${tone}">${state}</span>
    <span class="detail"
      >${collected(lastSuccessAt, now)}${running !== undefined && ` · ${percent(running.done / running.total)} of this pull done${left(source, now)}`}${usage?.backfill !== undefined && usage.backfill < 1 && ` · first collection: ${percent(usage.backfill)}`}</span
    >
    ${failure !== undefined && html`<span class="detail"><span class="bad">${failure.reason.replaceAll('_', ' ')}:</span> ${failure.message}</span>`}
    ${
      running !== undefined &&
      html`<progress max="${running.total}" value="${running.done}" aria-label="Progress of ${source.name}"></progress>`
    }
  </li>`;
}

/** Rounded down: what is not whole never reads as 100 %. */
function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}

function left({ finishesAt }: LandingSource, now: number): string {
  if (finishesAt === undefined || finishesAt <= now) return '';
  return `, about ${lasting(finishesAt - now) ?? 'a minute'} left`;
}

function stateOf({ up, pulling }: LandingSource): [tone: string, state: string] {
  if (up === false) return ['bad', 'Failed'];
  if (pulling) return ['busy', 'Collecting'];
  return up === true ? ['good', 'Up'] : ['idle', 'Waiting'];
}

function collected(time: number | undefined, now: number): Html {
  if (time === undefined) return html`Never collected whole yet`;
  const utc = new Date(time).toISOString();
  return html`Collected <time datetime="${utc}" title="${utc}">${ago(now - time)}</time>`;
}

const units: readonly (readonly [name: string, length: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function ago(span: number): string {
  const length = lasting(span);
  return length === undefined ? 'just now' : `${length} ago`;
}

/** In the largest unit that is in it; undefined: less than a minute. */
function lasting(span: number): string | undefined {
  const [name, length] = units.find(([, length]) => span >= length) ?? [];
  return name === undefined || length === undefined ? undefined : counted(Math.floor(span / length), name);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
