/** Who owns what. Resolved on reading, so that a re-organisation re-attributes history at once. */

export type Ownership = {
  readonly repository: string;
  /** Globs: only the changes that touch one of these files. Absent: the whole repository. */
  readonly paths?: readonly string[];
  /** Only the deployments of this service. Absent: all of them. */
  readonly service?: string;
};

export type Team = {
  readonly team: string;
  readonly timeZone: string;
  readonly owns: readonly Ownership[];
  /** Work in progress agreed by the team, in items. */
  readonly loadLimit?: number;
};
