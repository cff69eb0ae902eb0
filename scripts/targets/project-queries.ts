import { kqlValidator } from '../../src/emulator';
import type { QueryValidator } from '../../src/emulator';
import type { Knowledge } from '../../src/rules';
import { projectCatalog } from '../files/catalog';
import type { Config } from './read-config';

/**
 * Reads queries as a workspace would that has the tables and parsers that the project's queries may name, and what it
 * holds of its own.
 * Catalog and KQL library are loaded when the first rule is written, and not before.
 */
export function projectQueries(root: string, config: Pick<Config, 'detections' | 'schemas'>): QueryValidator {
  let validate: QueryValidator | undefined;
  return (query, given) => {
    validate ??= kqlValidator(without(certain(projectCatalog(root, config).catalog)));
    return validate(query, given);
  };
}

/** The project's own functions and watchlists are there once they were deployed, and not before. */
function without(catalog: Knowledge): Knowledge {
  return {
    ...catalog,
    function: (name) => {
      const known = catalog.function(name);
      return known?.origin === 'project' && known.body !== undefined ? undefined : known;
    },
    watchlist: () => undefined,
  };
}

/** A table whose columns are not all known may have those that a query names: what is doubtful is not refused. */
function certain(catalog: Knowledge): Knowledge {
  return {
    ...catalog,
    table: (name) => {
      const table = catalog.table(name);
      return table === undefined || table.complete ? table : { ...table, open: true };
    },
  };
}
