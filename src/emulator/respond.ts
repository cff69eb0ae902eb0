import type { Reply } from './behaviour/call';
import { cloudError } from './errors';
import type { EmulatorResponse } from './exchange';

interface Responding {
  /** Number of the request, from which its ids are made. */
  readonly requests: number;
  /** The clock: milliseconds since 1970. */
  readonly now: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function requestId(requests: number): string {
  return `00000000-0000-0000-0000-${requests.toString(16).padStart(12, '0')}`;
}

/** A reply as HTTP: with the headers that every answer of the Resource Manager has. */
export function toResponse(reply: Reply, { requests, now, headers }: Responding): EmulatorResponse {
  const id = requestId(requests);
  const common = {
    date: new Date(now).toUTCString(),
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
    'cache-control': 'no-cache',
    ...headers,
  };
  const { status, body } =
    reply.kind === 'answer' ? reply : { status: reply.refusal.status, body: cloudError(reply.refusal) };
  const own = (reply.kind === 'answer' ? reply.headers : reply.refusal.headers) ?? {};
  if (body === undefined) return { status, headers: { ...common, ...own }, body: '' };
  const content = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...common, ...content, ...own }, body: JSON.stringify(body) };
}
