import { isObject } from '../../src/json';
import type { JsonObject, JsonValue } from '../../src/json';
import { GitHubFailure } from '../github/client';
import type { PagingClient } from '../github/client';

/** Reads of one repository. What cannot be read is named in `missing`, never thrown: the deployment goes on without it. */
export interface RecordedReads {
  readonly missing: string[];
  object(path: string, what: string): Promise<JsonObject | undefined>;
  /** All members of a list; `within` names the member that holds it, where the answer is an object. */
  list(path: string, what: string, within?: string): Promise<readonly JsonObject[] | undefined>;
}

/** A list that goes on after this many pages is said to be cut off. */
const MOST_PAGES = 5;

/** The client's reads below `repository` (owner/name), with failures recorded instead of thrown. */
export function recordedReads(client: PagingClient, repository: string): RecordedReads {
  const missing: string[] = [];
  const record = (error: unknown, what: string): undefined => {
    if (!(error instanceof GitHubFailure)) throw error;
    missing.push(`${what}: ${wordsOf(error)}`);
  };
  return {
    missing,
    object: async (path, what) => {
      try {
        const value = (await client.request(`/repos/${repository}${path}`)) as JsonValue | undefined;
        return isObject(value) ? value : undefined;
      } catch (error) {
        return record(error, what);
      }
    },
    list: async (path, what, within) => {
      const found: JsonObject[] = [];
      let pages = 0;
      try {
        for await (const page of client.pages(`/repos/${repository}${path}`, within)) {
          if (pages === MOST_PAGES) {
            missing.push(`${what}: only the first ${found.length} were read`);
            return found;
          }
          pages++;
          found.push(...(page as readonly JsonValue[]).filter(isObject));
        }
        return found;
      } catch (error) {
        record(error, what);
        return pages === 0 ? undefined : found;
      }
    },
  };
}

/** Never the message of the failure: a record is kept for years, and says no more than it must. */
function wordsOf({ status, reason }: GitHubFailure): string {
  switch (reason) {
    case 'refused':
      return `the platform answered ${status ?? 'with a refusal'}`;
    case 'timeout':
      return 'the platform did not answer in time';
    case 'unreachable':
      return 'the platform could not be reached';
    case 'unreadable':
      return 'the platform gave an answer that cannot be read';
  }
}
