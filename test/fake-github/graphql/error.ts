/** GitHub's GraphQL errors: a type beside the message. */
export class GithubError extends Error {
  readonly type: string | undefined;

  constructor(type: string | undefined, message: string) {
    super(message);
    this.name = 'GithubError';
    this.type = type;
  }
}

/** A client asked for what the fake does not model: an answer of null would be a lie. */
export class UnmodelledError extends Error {}
