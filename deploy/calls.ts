import type { RawResponse } from './resource-operations';
import type { Limiter } from './limiter';
import type { wholeBodies } from './policies';
import type { Precondition, Receipt } from './workspace';
import { WorkspaceFailure } from './workspace';

/** What every call to a workspace needs. */
export interface Calling {
  readonly limiter: Limiter;
  readonly bodies: ReturnType<typeof wholeBodies>;
  readonly timeLimit: () => TimeLimit;
}

export interface TimeLimit {
  readonly abortSignal: AbortSignal;
}

export interface Answer {
  readonly text: string | null | undefined;
  readonly receipt: Receipt;
  readonly header: (name: string) => string | undefined;
}

/**
 * Makes a call, and keeps the text and headers of its answer. Answered with 202, it is done later: the SDK takes that for
 * a failure of the calls of watchlists (measured with 1.0.0-beta.6), and it is none.
 */
export async function answered(call: (onResponse: (raw: RawResponse) => void) => Promise<unknown>): Promise<Answer> {
  let raw: RawResponse | undefined;
  try {
    await call((response) => (raw = response));
  } catch (error) {
    if (statusOf(error) !== 202 || raw === undefined) throw error;
  }
  const header = (name: string): string | undefined => raw?.headers.get(name);
  const [date, requestId] = [header('date'), header('x-ms-request-id')];
  // what the Activity Log calls CorrelationId
  const correlationId = header('x-ms-correlation-request-id');
  const receipt = {
    ...(date === undefined ? {} : { date }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  return { text: raw?.bodyAsText, receipt, header };
}

/** All pages of a list, one after the other. `read` makes one page of an answer's text. */
export async function allPages<T>(
  { limiter, timeLimit }: Calling,
  page: (link: string | undefined, options: PageOptions) => Promise<unknown>,
  read: (text: string | null | undefined) => { readonly items: readonly T[]; readonly next?: string },
): Promise<{ readonly items: readonly T[]; readonly pages: number }> {
  const items: T[] = [];
  const links = new Set<string>();
  let link: string | undefined;
  do {
    const at = link;
    const found = await limiter.run('read', async () => {
      const { text } = await answered((onResponse) => page(at, { ...timeLimit(), onResponse }));
      return read(text);
    });
    items.push(...found.items);
    link = found.next;
    if (link !== undefined && links.has(link)) throw circular(link);
    if (link !== undefined) links.add(link);
  } while (link !== undefined);
  return { items, pages: links.size + 1 };
}

export interface PageOptions extends TimeLimit {
  readonly onResponse: (raw: RawResponse) => void;
}

function circular(link: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'refused', message: `the service's list goes in a circle at ${link}` });
}

export function matching(condition: Precondition): Readonly<Record<string, string>> {
  return condition.kind === 'version' ? { 'If-Match': quoted(condition.etag) } : {};
}

/** A header's etag is quoted (RFC 9110, 8.8.3); the service's own, in bodies, sometimes are not. */
function quoted(etag: string): string {
  return /^(W\/)?".*"$/.test(etag) ? etag : `"${etag}"`;
}

export function isAbsent(error: unknown): boolean {
  return statusOf(error) === 404;
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? (error as { statusCode?: unknown }).statusCode : undefined;
}
