import { isArray, isObject } from '../../src/json';
import type { JsonObject, JsonValue } from '../../src/json';

export interface GithubPlace {
  /** `https://api.github.com`, or a loopback address in a test. */
  readonly api: string;
  /** owner/name */
  readonly repository: string;
  readonly token: string;
}

const TIMEOUT_MS = 15_000;
/** A list that goes on after this many pages is said to be cut off. */
const MOST_PAGES = 5;

/** Reads of one repository. What cannot be read is named in `missing`, never thrown: the deployment goes on without it. */
export class GithubClient {
  readonly missing: string[] = [];
  readonly #place: GithubPlace;

  constructor(place: GithubPlace) {
    this.#place = place;
  }

  async object(path: string, what: string): Promise<JsonObject | undefined> {
    const value = await this.#read(path, what);
    return isObject(value) ? value : undefined;
  }

  /** All members of a list; `within` names the member that holds it, where the answer is an object. */
  async list(path: string, what: string, within?: string): Promise<readonly JsonObject[] | undefined> {
    const found: JsonObject[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const value = await this.#read(`${path}${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`, what);
      if (value === undefined) return page === 1 ? undefined : found;
      const items = within !== undefined && isObject(value) ? value[within] : value;
      const members = isArray(items) ? items.filter(isObject) : [];
      found.push(...members);
      if (members.length < 100) return found;
    }
    this.missing.push(`${what}: only the first ${found.length} were read`);
    return found;
  }

  async #read(path: string, what: string): Promise<JsonValue | undefined> {
    const { api, repository, token } = this.#place;
    try {
      const answer = await fetch(`${api}/repos/${repository}${path}`, {
        headers: {
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
          authorization: `Bearer ${token}`,
        },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return (await answer.json()) as JsonValue;
      this.missing.push(`${what}: the platform answered ${answer.status}`);
    } catch (error) {
      // never the message of the error: it may hold the request
      const timeout = error instanceof Error && error.name === 'TimeoutError';
      this.missing.push(
        `${what}: ${timeout ? 'the platform did not answer in time' : 'the platform could not be reached'}`,
      );
    }
    return undefined;
  }
}
