import type { SourceType } from '#sources/source.ts';
import type { Goal } from '#domain/goal.ts';
import type { Team } from '#domain/team.ts';
import type { Path, Problem } from './problems.ts';

/** A secret is read anew at each call, so that a rotated one takes effect. Throws where it has gone, never telling its value. */
export type Secret = () => string;

/** Without a host: every address of the machine. Port 0: any free one. */
export type Listen = { readonly host?: string; readonly port: number };

export type Storage =
  | { readonly kind: 'directory'; readonly directory: string }
  /** PG* variables add what the address leaves out. */
  | { readonly kind: 'postgres'; readonly url: Secret };

/** `28d` and its milliseconds. */
export type TrailingWindow = { readonly name: string; readonly length: number };

/** An entry of `sources:`, checked by its own type, which also makes the source of it. */
export type ConfiguredSource = {
  /** Unique among all sources. */
  readonly name: string;
  /** Empty where only the outer world knows them. */
  readonly repositories: readonly string[];
  readonly type: SourceType;
  readonly configuration: unknown;
};

/** A Prometheus that answers the PromQL of goals. */
export type PrometheusServer = { readonly name: string; readonly url: string; readonly token?: Secret };

export type Objective = {
  readonly objective: string;
  readonly title: string;
  readonly why?: string;
  readonly parent?: string;
  readonly priority?: number;
  /** 0 to 1 of all finished work. */
  readonly plannedShare?: number;
  /** Which work serves it; globs. */
  readonly work: {
    readonly labels: readonly string[];
    readonly milestones: readonly string[];
    readonly repositories: readonly string[];
  };
};

/** Where files of goals lie: a glob from a directory; `base`: the absolute directory that holds, or whose parts hold, all. */
export type GoalFiles = { readonly directory: string; readonly pattern: string; readonly base: string };

/** The whole configuration, defaults filled in. Durations are milliseconds, paths absolute. */
export type Config = {
  /** As the user named it; undefined where there is none (demo). */
  readonly file: string | undefined;
  /** Where relative paths start. */
  readonly directory: string;
  readonly listen: Listen;
  readonly storage: Storage;
  readonly timeZone: string;
  readonly windows: readonly TrailingWindow[];
  readonly leadTimeFrom: 'first_commit' | 'merge';
  readonly bots: 'in' | 'out';
  readonly privacy: { readonly minimumGroup: number; readonly titles: boolean };
  readonly auth: { readonly readToken?: Secret; readonly writeToken?: Secret };
  readonly sources: readonly ConfiguredSource[];
  readonly prometheus: readonly PrometheusServer[];
  readonly teams: readonly Team[];
  readonly objectives: readonly Objective[];
  /** All checked, in the order of their files. */
  readonly goals: readonly Goal[];
  /** Absent where no goals are read from files. */
  readonly goalFiles?: GoalFiles;
  /** What is to be said of a goal, at its place in its file. */
  readonly goalProblem: (id: string, message: string) => Problem;
  /** The value of an environment variable that the configuration names. */
  readonly secret: (variable: string) => string | undefined;
  /** A problem found elsewhere, at its place in the file. */
  readonly problem: (path: Path, message: string) => Problem;
};
