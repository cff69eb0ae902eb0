import { overrideRule } from '../../src/rules';
import type { LoadedRule, ProjectFunction, Tuning, WatchlistInfo } from '../../src/rules';
import { toJson } from '../../src/json';
import { resourceKey } from '../../src/state';
import type { DesiredResource, ResourceRef } from '../../src/state';
import type { QueryReader } from '../reading/query-reader';
import { placement } from '../../src/targets';
import type { Target } from '../targets/target';

/** What a project has beside its rules. */
export interface ProjectContent {
  readonly watchlists: readonly WatchlistInfo[];
  readonly functions: readonly ProjectFunction[];
  readonly reader: QueryReader;
}

/** A rule as the target gets it. */
export interface PlacedRule {
  readonly loaded: LoadedRule;
  readonly tuning: Tuning | undefined;
  readonly resource: DesiredResource;
}

/**
 * Watchlists and functions that a target gets, before the rules that read them: all of the project's but those whose
 * `targets` say otherwise, whether a rule reads them yet or not; a function without a query is somebody else's. Beside
 * them the rules, which now say what they need of these.
 */
export function withContent(
  rules: readonly PlacedRule[],
  { watchlists, functions, reader }: ProjectContent,
  target: Target,
): readonly DesiredResource[] {
  const here = (one: Pick<WatchlistInfo, 'targets'>): boolean =>
    placement(one.targets === undefined ? {} : { targets: one.targets }, target, {}).goes;
  const lists = watchlists.filter(here);
  const saved = functions.filter((one) => one.body !== undefined && here(one));
  if (lists.length === 0 && saved.length === 0) return rules.map(({ resource }) => resource);
  const there = [...lists.map(refOfList), ...saved.map(refOfFunction)];
  const uses = rules.map((rule) => ({ ...rule, ...usesOf(rule, { there, reader, functions: saved }) }));
  const readers = (ref: ResourceRef) => {
    const key = resourceKey(ref);
    const rulesThat = (of: 'needs' | 'hides') =>
      uses
        .filter((use) => use[of].has(key))
        .map(({ loaded }) => loaded.rule.name)
        .sort();
    const [readBy, feeds] = [rulesThat('needs'), rulesThat('hides')];
    return { ...(readBy.length === 0 ? {} : { readBy }), ...(feeds.length === 0 ? {} : { feeds }) };
  };
  return [
    ...lists.map((list): DesiredResource => ({ ...watchlistResource(list), ...readers(refOfList(list)) })),
    ...saved.map((one): DesiredResource => {
      // what hides events is the exclusion; a function that it calls is one of many things that may change it
      const { readBy } = readers(refOfFunction(one));
      return { ...functionResource(one), ...(readBy === undefined ? {} : { readBy }) };
    }),
    ...uses.map(({ resource, needs }): DesiredResource =>
      needs.size === 0 ? resource : { ...resource, needs: [...needs].sort() },
    ),
  ];
}

const refOfList = ({ alias }: WatchlistInfo): ResourceRef => ({ type: 'watchlist', id: alias });
const refOfFunction = ({ name }: ProjectFunction): ResourceRef => ({ type: 'function', id: name });

function watchlistResource(list: WatchlistInfo): DesiredResource {
  const { alias, name, description, itemsSearchKey, items, path, provider, labels, defaultDuration } = list;
  const properties = {
    displayName: name,
    provider,
    source: `${alias}.csv`,
    sourceType: 'Local',
    itemsSearchKey,
    ...(description === '' ? {} : { description }),
    ...(labels.length === 0 ? {} : { labels }),
    ...(defaultDuration === undefined ? {} : { defaultDuration }),
  };
  return { type: 'watchlist', id: alias, path, body: toJson({ properties, rows: items }) };
}

function functionResource({ name, category, signature, body, path }: ProjectFunction): DesiredResource {
  const properties = {
    category,
    displayName: name,
    query: body ?? '',
    functionAlias: name,
    ...(signature === '' ? {} : { functionParameters: signature }),
    version: 2,
  };
  return { type: 'function', id: name, path, body: toJson({ properties }) };
}

interface Uses {
  /** Keys of what the rule reads, through functions too. */
  readonly needs: ReadonlySet<string>;
  /** Keys of watchlists that its exclusions read. */
  readonly hides: ReadonlySet<string>;
}

interface Reading {
  readonly there: readonly ResourceRef[];
  readonly reader: QueryReader;
  readonly functions: readonly ProjectFunction[];
}

const NOTHING: Uses = { needs: new Set(), hides: new Set() };

/** Only a query in whose text one of the names stands is read: most name none. */
function usesOf({ loaded, tuning, resource }: PlacedRule, { there, reader, functions }: Reading): Uses {
  const text = queryOf(resource);
  if (!there.some(({ id }) => text.toLowerCase().includes(id.toLowerCase()))) return NOTHING;
  const known = new Set(there.map(resourceKey));
  const found = reader.read(text).needs;
  const refs: readonly ResourceRef[] = [
    ...found.watchlists.map(({ name }) => ({ type: 'watchlist', id: name }) as const),
    ...found.functions.map(({ name }) => ({ type: 'function', id: name }) as const),
  ];
  const needs = new Set(refs.map(resourceKey).filter((key) => known.has(key)));
  const { exclusions } = overrideRule(loaded.rule, tuning?.overrides ?? {});
  const hidden = exclusions.map(({ where }) => unfolded(where, functions));
  const hides = there
    .filter((ref) => ref.type === 'watchlist' && needs.has(resourceKey(ref)))
    .filter(({ id }) => hidden.some((where) => names(where, id)));
  return { needs, hides: new Set(hides.map(resourceKey)) };
}

function queryOf({ body }: DesiredResource): string {
  const { query } = body['properties'] as { readonly query?: unknown };
  return typeof query === 'string' ? query : '';
}

/** A predicate with the bodies of the functions that it names, and of those that these name. */
function unfolded(where: string, functions: readonly ProjectFunction[]): string {
  let text = where;
  for (let left = functions, more = true; more;) {
    const called = left.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text));
    left = left.filter((one) => !called.includes(one));
    more = called.length > 0;
    text = [text, ...called.map(({ body = '' }) => body)].join('\n');
  }
  return text;
}

/** Whether a text names a watchlist: its alias stands in it as a literal, in any letter case. */
function names(text: string, alias: string): boolean {
  const literal = alias.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`["']${literal}["']`, 'i').test(text);
}
