import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { LogsQueryClient, LogsQueryResult, LogsTable } from '@azure/monitor-query-logs';
import { defaultCredential, noCredential } from './credentials';
import type { CredentialSource } from './credentials';
import { AZURE_ENDPOINT } from './endpoint';
import type { Limiter } from './limiter';
import { onlyTo } from './policies';
import { queryEndpoint } from './query-endpoint';
import type { QueryEndpoint } from './query-endpoint';
import { WorkspaceFailure } from './workspace';

export interface QueryPlace {
  /** The workspace's GUID. */
  readonly customerId: string;
  readonly limiter: Limiter;
  /** Where the workspace is managed; absent: Azure's public cloud. */
  readonly endpoint?: string;
  /** For https endpoints; absent, whatever this machine is signed in with. */
  readonly credential?: CredentialSource;
}

/** A cell as JSON has it: times as ISO 8601, dynamic values opened. */
export type LogRow = Readonly<Record<string, unknown>>;

export type LogAnswer =
  | {
      readonly kind: 'rows';
      readonly rows: readonly LogRow[];
      /** Why there may be more than these. */
      readonly partial?: string;
    }
  /** The workspace does not take the query: it names a table or function that is not there, or is no KQL for it. */
  | { readonly kind: 'refused'; readonly message: string };

const TIMEOUT_S = 90;
const TIMEOUT_MS = 100_000;

/**
 * Runs a query in a workspace by the official client. `duration` is ISO 8601 and bounds TimeGenerated. Rejects with a
 * `WorkspaceFailure`. The client (1.0.0) turns an empty answer (204) into a TypeError: here it is no rows.
 */
export async function queryLogs(place: QueryPlace, query: string, duration: string): Promise<LogAnswer> {
  const { customerId, limiter, endpoint = AZURE_ENDPOINT, credential = defaultCredential } = place;
  const at = queryEndpoint(endpoint);
  return limiter.run('read', async () => {
    const seen: Seen = { status: undefined };
    const client = await openClient(at, credential, seen);
    try {
      const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
      const options = { serverTimeoutInSeconds: TIMEOUT_S, abortSignal };
      return answerOf(await client.queryWorkspace(customerId, query, { duration }, options));
    } catch (error) {
      if (error instanceof TypeError) return unread(seen, error);
      const message = refusalIn(error);
      if (message === undefined) throw error;
      return { kind: 'refused', message };
    }
  });
}

interface Seen {
  status: number | undefined;
}

async function openClient(
  { base, secure }: QueryEndpoint,
  credential: CredentialSource,
  seen: Seen,
): Promise<Pick<LogsQueryClient, 'queryWorkspace'>> {
  const { LogsQueryClient: Client } = await import('@azure/monitor-query-logs');
  const noting: PipelinePolicy = {
    name: 'noteStatus',
    sendRequest: async (request, next) => {
      const response = await next(request);
      seen.status = response.status;
      return response;
    },
  };
  const shared = {
    // a custom endpoint is taken as it is, with its version
    endpoint: `${base}/v1`,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'sentinel-rules' },
    additionalPolicies: [noting, onlyTo(base)].map((policy) => ({ policy, position: 'perCall' as const })),
  };
  const scopes = [`${base}/.default`];
  const client = secure
    ? new Client(await credential(), { ...shared, credentials: { scopes } })
    : new Client(noCredential, { ...shared, allowInsecureConnection: true });
  client.pipeline.removePolicy({ name: 'redirectPolicy' });
  if (!secure) {
    client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
    client.pipeline.removePolicy({ name: 'proxyPolicy' });
  }
  return client;
}

function answerOf(result: LogsQueryResult): LogAnswer {
  if ('tables' in result) return { kind: 'rows', rows: rowsOf(result.tables[0]) };
  const { partialError, partialTables } = result;
  return { kind: 'rows', rows: rowsOf(partialTables[0]), partial: partialError.message ?? 'the answer is not whole' };
}

function rowsOf(table: LogsTable | undefined): readonly LogRow[] {
  if (table === undefined) return [];
  const names = table.columnDescriptors.map(({ name }) => name ?? '');
  return table.rows.map((row) => Object.fromEntries(names.map((name, index) => [name, plain(row[index])])));
}

function plain(cell: unknown): unknown {
  if (!(cell instanceof Date)) return cell;
  return Number.isNaN(cell.getTime()) ? null : cell.toISOString();
}

/** What the client could not read: nothing at all is no rows, anything else is an answer that nobody understands. */
function unread({ status }: Seen, error: TypeError): LogAnswer {
  if (status === 204) return { kind: 'rows', rows: [] };
  const kind = status !== undefined && status >= 500 ? 'unavailable' : 'lost';
  const message = `the query API answered ${status ?? 'nothing'}, which cannot be read (${error.message})`;
  throw new WorkspaceFailure({ kind, message, ...(status === undefined ? {} : { status }) });
}

/** The innermost reason of a query that is refused (Azure Monitor, API errors; read 2026-11-24); undefined for any other failure. */
function refusalIn(error: unknown): string | undefined {
  const { statusCode, code, details } = error as { statusCode?: unknown; code?: unknown; details?: unknown };
  if (statusCode !== 400 || code !== 'BadArgumentError') return undefined;
  let inner: unknown = details;
  let message = (error as Error).message;
  for (;;) {
    const next = memberOf(inner, 'error') ?? memberOf(inner, 'innererror') ?? memberOf(inner, 'innerError');
    if (next === undefined) return message;
    inner = next;
    const text = memberOf(inner, 'message');
    if (typeof text === 'string') message = text;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
