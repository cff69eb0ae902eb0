import { unsupportedOData } from '../errors';
import type { Refusal } from '../errors';
import { isObject, member } from '../json';
import type { Json, JsonObject } from '../json';
import type { Call } from './call';
import type { Listed } from './paging';

export type Selected =
  | {
      readonly items: readonly Listed[];
      /** `here`: the client asked for a part or an order of its own, and gets it on one page. */
      readonly cut: 'here' | 'byPage';
    }
  | { readonly refusal: Refusal };

const TERM = /^\s*([\w/]+)\s+eq\s+'((?:[^']|'')*)'\s*$/;
const ORDER = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/;

/**
 * Applies `$filter`, `$orderby`, `$skip` and `$top` of the metadata list. Only what the official example uses is
 * understood: `path eq 'text'`, joined by `and`; one path to order by. All else is refused.
 */
export function selectListed({ url }: Call, all: readonly Listed[]): Selected {
  const [filter, order, skip, top] = ['$filter', '$orderby', '$skip', '$top'].map((name) => url.searchParams.get(name));
  let items = all;
  if (filter) {
    const terms = filter.split(/\s+and\s+/).map((term) => TERM.exec(term));
    if (terms.some((term) => term === null)) return { refusal: unsupportedOData('$filter', filter) };
    items = items.filter(([, body]) =>
      terms.every((term) => at(body, term?.[1] ?? '') === term?.[2]?.replaceAll("''", "'")),
    );
  }
  if (order) {
    const found = ORDER.exec(order);
    if (found === null) return { refusal: unsupportedOData('$orderby', order) };
    const [, path = '', direction] = found;
    const ordered = items.toSorted(([, left], [, right]) => compare(at(left, path), at(right, path)));
    items = direction === 'desc' ? ordered.reverse() : ordered;
  }
  const start = count(skip);
  const length = count(top);
  if (start === undefined || length === undefined) {
    return start === undefined
      ? { refusal: unsupportedOData('$skip', skip ?? '') }
      : { refusal: unsupportedOData('$top', top ?? '') };
  }
  if (!order && !skip && !top) return { items, cut: 'byPage' };
  return { items: items.slice(start, top ? start + length : undefined), cut: 'here' };
}

function count(text: string | null | undefined): number | undefined {
  if (!text) return 0;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function at(body: JsonObject, path: string): Json | undefined {
  return path
    .split('/')
    .reduce<Json | undefined>((value, name) => (isObject(value) ? member(value, name) : undefined), body);
}

function compare(left: Json | undefined, right: Json | undefined): number {
  const [a, b] = [left, right].map((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? '')));
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}
