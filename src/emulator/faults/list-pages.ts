import { isList, member, without } from '../json';
import type { JsonObject } from '../json';
import { effectOf } from './fault';
import type { FaultEffect } from './fault';

export interface ListAnswer {
  /** As the client asked for the page. */
  readonly url: string;
  readonly body: JsonObject;
  /** The page at a link of the list. */
  readonly follow: (link: string) => JsonObject | undefined;
}

/** A page of a list with the faults of lists in it. Anything but a list comes back as it is. */
export function spoilPage(effects: readonly FaultEffect[], { url, body, follow }: ListAnswer): JsonObject {
  if (!isList(member(body, 'value'))) return body;
  const link = linkOf(body);
  const linked = (to: string | undefined): JsonObject =>
    to === undefined ? without(body, 'nextLink') : { ...body, nextLink: to };
  const foreign = effectOf(effects, 'foreignNextLink');
  if (foreign !== undefined) return linked(elsewhere(link ?? url, foreign.origin));
  if (effectOf(effects, 'endedList') !== undefined) return linked(undefined);
  if (effectOf(effects, 'restartedList') !== undefined) return linked(firstPage(url));
  if (effectOf(effects, 'repeatedPage') !== undefined) return linked(url);
  if (effectOf(effects, 'emptyPage') !== undefined) return { ...body, value: [], nextLink: url };
  if (effectOf(effects, 'skippedPage') === undefined || link === undefined) return body;
  const next = follow(link);
  return linked(next === undefined ? undefined : linkOf(next));
}

function linkOf(body: JsonObject): string | undefined {
  const link = member(body, 'nextLink');
  return typeof link === 'string' ? link : undefined;
}

function firstPage(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const kept = query.split('&').filter((part) => !/^(\$|%24)skiptoken=/i.test(part));
  return `${path}?${kept.join('&')}`;
}

function elsewhere(link: string, origin: string): string {
  const { pathname, search } = new URL(link);
  return `${origin}${pathname}${search}`;
}
