/** What the server is about to answer. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An object becomes JSON, a text is sent as it is, undefined sends nothing. */
  readonly body?: unknown;
};

/** A refusal that a handler throws or the server makes, in GitHub's form. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(status: number, message: string, more: Readonly<Record<string, unknown>> = {}, headers = {}) {
    super(message);
    const body = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) };
    this.reply = { status, headers, body };
  }
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers, body };
}
