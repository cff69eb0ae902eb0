import type { Knowledge } from './knowledge';

/** An entry of a catalog that somebody asked for and got. */
export type CatalogUse = readonly [kind: 'table' | 'function' | 'watchlist', name: string];

/** A catalog that remembers which of its entries are used: results that are kept depend on these. */
export interface RecordingCatalog {
  readonly catalog: Knowledge;
  /** What was used since the last call. */
  take(): readonly CatalogUse[];
}

export function recordUse(catalog: Knowledge): RecordingCatalog {
  let used = new Map<string, CatalogUse>();
  const noted = <T>(kind: CatalogUse[0], name: string, entry: T | undefined): T | undefined => {
    if (entry !== undefined) used.set(`${kind} ${name}`, [kind, name]);
    return entry;
  };
  return {
    catalog: {
      ...catalog,
      table: (name) => noted('table', name, catalog.table(name)),
      function: (name) => noted('function', name, catalog.function(name)),
      watchlist: (alias) => noted('watchlist', alias.toLowerCase(), catalog.watchlist(alias)),
    },
    take() {
      const taken = [...used.values()];
      used = new Map();
      return taken;
    },
  };
}
