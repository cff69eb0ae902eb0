type FailureReason = 'refused' | 'timeout' | 'unreachable' | 'unreadable';

/** A request that GitHub refused or did not answer. Its message is GitHub's own or ours, never a token. */
export class GitHubFailure extends Error {
  override readonly name = 'GitHubFailure';
  /** Of the answer; undefined where there was none. */
  readonly status: number | undefined;
  readonly reason: FailureReason;

  constructor(message: string, status?: number, reason: FailureReason = 'refused') {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export interface GitHubRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: object;
}

/** The REST API as far as commands need it. Every method rejects with a `GitHubFailure`. */
export interface GitHubClient {
  /** The answer as JSON. `path` begins with `/`. */
  request(path: string, request?: GitHubRequest): Promise<unknown>;
  /** All items of a list, over its pages. `path` may have a query; `within` names the list of an answer that has several. */
  list(path: string, within?: string): Promise<readonly unknown[]>;
}

/** The same, for whoever takes lists page by page: each rejects like a request. */
export interface PagingClient extends GitHubClient {
  pages(path: string, within?: string): AsyncIterable<readonly unknown[]>;
}

export interface GitHubAccess {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string;
  /** How long one request may take. */
  readonly timeoutMs?: number;
}

/** api-version that the answers are read by (docs.github.com, API versions). */
const API_VERSION = '2022-11-28';
const PAGE = 100;
/** More pages than any list here has: a loop. */
const MOST_PAGES = 100;
const TIMEOUT_MS = 30_000;

/** A client with the access that a run has. Throws a `GitHubFailure` for an address that a token must not go to. */
export function gitHubClient({ url, token, timeoutMs = TIMEOUT_MS }: GitHubAccess): PagingClient {
  const base = baseOf(url);

  async function request(path: string, { method = 'GET', body }: GitHubRequest = {}): Promise<unknown> {
    const address = new URL(`${base}${path}`);
    const unanswered = (error: unknown): GitHubFailure => {
      // never the error's own message: it may hold the request
      const late = typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
      const why = late ? 'no answer in time' : 'no answer';
      return new GitHubFailure(
        `${method} ${path}: ${why} from ${address.host}`,
        undefined,
        late ? 'timeout' : 'unreachable',
      );
    };
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'x-github-api-version': API_VERSION,
          'user-agent': 'sentinel-rules',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw unanswered(error);
    }
    const text = await response.text().catch((error: unknown) => {
      throw unanswered(error);
    });
    if (!response.ok)
      throw new GitHubFailure(`${method} ${path}: ${response.status} ${messageOf(text)}`, response.status);
    try {
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    } catch {
      throw new GitHubFailure(`${method} ${path}: an answer that is no JSON`, response.status, 'unreadable');
    }
  }

  async function* pages(path: string, within?: string): AsyncGenerator<readonly unknown[]> {
    for (let page = 1; ; page++) {
      const answer = await request(`${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`);
      const found = itemsOf(answer, within);
      yield found;
      if (found.length < PAGE) return;
    }
  }

  async function list(path: string, within?: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    let count = 0;
    for await (const found of pages(path, within)) {
      if (count++ === MOST_PAGES) throw new GitHubFailure(`GET ${path}: more than ${MOST_PAGES} pages`);
      items.push(...found);
    }
    return items;
  }

  return { request, list, pages };
}

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
    throw new GitHubFailure('the address of the GitHub API must be https');
  }
  return url.href.replace(/\/$/, '');
}

/** A list, or the one list in an object with its count (`{ total_count, artifacts: [...] }`), or the one that is named. */
function itemsOf(answer: unknown, within: string | undefined): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== 'object' || answer === null) return [];
  const lists = within === undefined ? Object.values(answer) : [(answer as Readonly<Record<string, unknown>>)[within]];
  return lists.find(Array.isArray) ?? [];
}

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message.slice(0, 300) : '';
  } catch {
    return '';
  }
}
