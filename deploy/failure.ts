import { WorkspaceFailure } from './workspace';
import type { FailureKind } from './workspace';

/** What the SDK's errors have in common, as far as it is read here. */
interface SdkError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

/** Credential errors of `@azure/identity` 4.13.1, by name: its classes would have to be loaded to be compared with. */
const CREDENTIAL_ERRORS = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

/** What the SDK throws when a call failed, a peer went silent or a response could not be read. */
const CALL_ERRORS = new Set(['RestError', 'AbortError']);

/**
 * Sorts what a call threw; undefined for anything that is not a failed call, such as a mistake of our own.
 * `now` is milliseconds since 1970, for a Retry-After that is a date.
 */
export function toFailure(thrown: unknown, now: number): WorkspaceFailure | undefined {
  if (thrown instanceof WorkspaceFailure) return thrown;
  if (!(thrown instanceof Error)) return undefined;
  const error = thrown as SdkError;
  const message = firstLine(thrown.message);
  const code = typeof error.code === 'string' ? { code: error.code } : {};
  if (CREDENTIAL_ERRORS.has(thrown.name)) {
    return new WorkspaceFailure({ kind: 'denied', message: `no usable Azure credentials: ${message}` });
  }
  if (!CALL_ERRORS.has(thrown.name)) return undefined;
  const status = error.statusCode;
  if (typeof status !== 'number') return new WorkspaceFailure({ kind: 'lost', message, ...code });
  const retryAfterMs = readRetryAfter((name) => error.response?.headers?.get(name), now);
  return new WorkspaceFailure({
    kind: kindOf(status),
    message,
    status,
    ...code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'throttled';
  if (status === 408 || status >= 500) return 'unavailable';
  // A success whose body could not be read: the write may have taken effect.
  return status < 400 ? 'lost' : 'refused';
}

/** Milliseconds: `retry-after-ms` and its `x-ms-` form, or `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3). */
function readRetryAfter(header: (name: string) => string | undefined, now: number): number | undefined {
  const exact = header('retry-after-ms') ?? header('x-ms-retry-after-ms');
  if (exact !== undefined && /^\d+$/.test(exact)) return Number(exact);
  const value = header('retry-after');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Service messages can hold a whole JSON document or a stack; a person reads the first line. */
function firstLine(message: string): string {
  return (message.trim().split(/\r?\n/)[0] ?? '').slice(0, 2000);
}
