import type { Facet } from './catalogue-data';
import type { Choice } from './facets';

/** What the catalogue shows, as its address says it. */
export interface CatalogueState {
  readonly query: string;
  readonly choice: Choice;
  /** Key of a column, with `-` in front from last to first; empty is best first. */
  readonly sort: string;
  /** From 0. */
  readonly page: number;
}

const SORTS: ReadonlySet<string> = new Set(['', 'name', 'severity', 'tests', 'owner']);

/** Reads the address's fragment. What no facet knows is left out: an address may be older than the report. */
export function readState(hash: string, facets: readonly Facet[]): CatalogueState {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const choice = facets.map(({ key, values }) => {
    const asked = new Set(given.getAll(key));
    return new Set(values.flatMap(([value], index) => (asked.has(value) ? [index] : [])));
  });
  const sort = given.get('sort') ?? '';
  const page = Number(given.get('page') ?? '1') - 1;
  return {
    query: given.get('q') ?? '',
    choice,
    sort: SORTS.has(sort.replace(/^-/, '')) ? sort : '',
    page: Number.isInteger(page) && page > 0 ? page : 0,
  };
}

/** The fragment that `readState` reads the same state from. */
export function writeState({ query, choice, sort, page }: CatalogueState, facets: readonly Facet[]): string {
  const given = new URLSearchParams();
  if (query !== '') given.set('q', query);
  facets.forEach(({ key, values }, facet) => {
    for (const index of choice[facet] ?? []) {
      const value = values[index]?.[0];
      if (value !== undefined) given.append(key, value);
    }
  });
  if (sort !== '') given.set('sort', sort);
  if (page > 0) given.set('page', String(page + 1));
  return given.toString();
}
