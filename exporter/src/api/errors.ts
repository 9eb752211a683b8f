export type InputError = { readonly path: string; readonly message: string };

/** A request that cannot be answered, and why: all of it is shown to whoever asked. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly InputError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    more: { readonly errors?: readonly InputError[]; readonly headers?: Readonly<Record<string, string>> } = {}
  ) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** 400: each problem by the parameter it is in. */
export function badRequest(errors: readonly InputError[]): ApiError {
  return new ApiError(400, errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
}

export function notFound(detail: string): ApiError {
  return new ApiError(404, detail);
}

/** 503: right now it cannot, for the reason given. */
export function notReady(detail: string): ApiError {
  return new ApiError(503, detail);
}
