/** One alert, from which both a Prometheus rule and a Grafana rule are made. */
export type Alert = {
  /** CamelCase, starting with Waymark. */
  readonly name: string;
  /** `page`: somebody should look now; `warning`: today; `info`: at the next look at the board. */
  readonly severity: 'page' | 'warning' | 'info';
  /** PromQL that gives a series for each thing that is wrong, and none where all is well. */
  readonly expr: string;
  /** How long it must be so, as in 15m. */
  readonly for: string;
  /** One line with the labels of the series: what is so. Prometheus' templates. */
  readonly summary: string;
  /** Why somebody should care, and what to ask. */
  readonly description: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
  /** The id of the panel of the board *Waymark itself* that shows it: on a team's board it would mark every team's panel. */
  readonly panel?: number;
};

/** A value that alerts and boards ask for more than once. */
export type Recording = { readonly record: string; readonly expr: string };
