/** A request that GitHub refused or did not answer. Its message is GitHub's own or ours, never a token. */
export class GitHubFailure extends Error {
  override readonly name = 'GitHubFailure';
  /** Of the answer; undefined where there was none. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
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

export interface GitHubAccess {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string;
}

/** api-version that the answers are read by (docs.github.com, API versions). */
const API_VERSION = '2022-11-28';
const PAGE = 100;
/** More pages than any list here has: a loop. */
const MOST_PAGES = 100;
const TIMEOUT_MS = 30_000;

/** A client with the access that a run has. Throws a `GitHubFailure` for an address that a token must not go to. */
export function gitHubClient({ url, token }: GitHubAccess): GitHubClient {
  const base = baseOf(url);

  async function request(path: string, { method = 'GET', body }: GitHubRequest = {}): Promise<unknown> {
    const address = new URL(`${base}${path}`);
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
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
      const why = error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no answer';
      throw new GitHubFailure(`${method} ${path}: ${why} from ${address.host}`);
    }
    const text = await response.text();
    if (!response.ok)
      throw new GitHubFailure(`${method} ${path}: ${response.status} ${messageOf(text)}`, response.status);
    try {
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    } catch {
      throw new GitHubFailure(`${method} ${path}: an answer that is no JSON`, response.status);
    }
  }

  async function list(path: string, within?: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await request(`${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`);
      const found = itemsOf(answer, within);
      items.push(...found);
      if (found.length < PAGE) return items;
    }
    throw new GitHubFailure(`GET ${path}: more than ${MOST_PAGES} pages`);
  }

  return { request, list };
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
