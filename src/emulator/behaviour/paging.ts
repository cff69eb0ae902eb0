import type { Call, Reply } from './call';
import { answer, refuse } from './call';
import { badRequest } from '../errors';
import type { JsonObject } from '../json';

/** A resource of a list, with the key that orders it. */
export type Listed = readonly [key: string, body: JsonObject];

/** What is to be listed, and how one of it is told: only those on the page are. */
export interface Listing<Item> {
  readonly items: readonly (readonly [key: string, item: Item])[];
  readonly tell: (item: Item) => JsonObject;
}

const TOKEN = '$skipToken';

/**
 * Cuts a list into pages. The token names the last key sent, not a count: a page stays right when resources come or go
 * between two calls, as they do while another client works.
 */
export function page<Item>(call: Call, { items, tell }: Listing<Item>): Reply {
  const token = call.url.searchParams.get(TOKEN);
  const after = token === null ? '' : readToken(token);
  if (after === undefined) return refuse(badRequest(`The $skipToken '${token}' is not valid.`));
  const rest = items.filter(([key]) => key > after).sort(([left], [right]) => (left < right ? -1 : 1));
  const sent = rest.slice(0, call.settings.pageSize);
  const last = sent.at(-1);
  const value = sent.map(([, item]) => tell(item));
  if (last === undefined || sent.length === rest.length) return answer(200, { value });
  return answer(200, { value, nextLink: nextLink(call.url, last[0]) });
}

/** Carries the scheme, host, port and path that the client used, or the client would leave the emulator. */
function nextLink(url: URL, key: string): string {
  const next = new URL(url);
  next.searchParams.delete(TOKEN);
  const query = [...next.searchParams].map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${next.origin}${next.pathname}?${[...query, `${TOKEN}=${encodeURIComponent(writeToken(key))}`].join('&')}`;
}

const writeToken = (key: string): string => btoa(encodeURIComponent(key));

function readToken(token: string): string | undefined {
  try {
    return decodeURIComponent(atob(token));
  } catch {
    return undefined;
  }
}
