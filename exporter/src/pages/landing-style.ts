import { createHash } from 'node:crypto';

export const landingStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #fff; --ink: #1d2129; --soft: #5a6270; --line: #e4e1d9; --accent: #0b6b58;
  --good: #0b6b58; --bad: #a8321f; --busy: #7a5a00; --track: #e9e6de;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1b1f26; --ink: #e8e6e1; --soft: #a0a7b3; --line: #2c323c; --accent: #6fcfb6;
    --good: #6fcfb6; --bad: #f0937f; --busy: #e3bf62; --track: #2c323c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
}
main { max-width: 46rem; margin: 0 auto; padding: clamp(2rem, 8vw, 5rem) 1.25rem 3rem; }
h1, h2 { font-family: 'Iowan Old Style', Charter, 'Bitstream Charter', Georgia, serif; font-weight: 600; line-height: 1.15; }
h1 { display: flex; align-items: center; gap: .85rem; margin: 0; font-size: clamp(2.4rem, 8vw, 3.4rem); letter-spacing: -.02em; }
h1 svg { flex: none; width: .8em; height: .8em; color: var(--accent); }
h2 { margin: 3rem 0 .9rem; font-size: 1.35rem; }
p { margin: 0; }
.lead { margin-top: 1rem; max-width: 34rem; font-size: 1.15rem; color: var(--soft); text-wrap: pretty; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.5rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
.facts li { padding: .15rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); color: var(--soft); }
.facts .demo { border-color: currentColor; color: var(--busy); font-weight: 600; }
.notice { margin-top: 1.5rem; padding: .75rem 1rem; border-left: 3px solid var(--busy); background: var(--card); }
.sources, .links { margin: 0; padding: 0; list-style: none; }
.sources { border: 1px solid var(--line); border-radius: .75rem; background: var(--card); overflow: hidden; }
.sources > li { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .9rem 1.1rem; }
.sources > li + li { border-top: 1px solid var(--line); }
.name { font-weight: 600; overflow-wrap: anywhere; }
.type { margin-left: .4rem; font-size: .8rem; font-weight: 400; color: var(--soft); }
.state { display: flex; align-items: center; align-self: start; gap: .45rem; font-size: .9rem; font-weight: 600; white-space: nowrap; }
.state::before { content: ''; width: .55rem; height: .55rem; border-radius: 50%; background: currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); } .idle { color: var(--soft); }
.detail { grid-column: 1 / -1; font-size: .9rem; color: var(--soft); overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
progress { grid-column: 1 / -1; width: 100%; height: .4rem; margin-top: .45rem; border: 0; border-radius: 99px; background: var(--track); accent-color: var(--accent); appearance: none; overflow: hidden; }
progress::-webkit-progress-bar { background: var(--track); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.links { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .75rem; }
.links a { display: block; height: 100%; padding: .85rem 1.1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); color: inherit; text-decoration: none; }
.links a:hover { border-color: var(--accent); }
.links a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.links strong { display: block; color: var(--accent); }
.links span { display: block; font-size: .9rem; color: var(--soft); text-wrap: balance; }
footer { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--soft); }
`;

const digest = createHash('sha256').update(landingStyle).digest('base64');

/** The page runs no script and loads nothing: only this very style and the icon inside it are let through. */
export const landingPolicy = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
