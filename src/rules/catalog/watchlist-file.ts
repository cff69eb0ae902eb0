import type { Diagnostic, Source } from '../../diagnostics';
import type { YamlDocument } from '../../yaml';
import { parseCsv } from './csv';
import type { LetterCase, WatchlistInfo } from './knowledge';
import type { Loaded } from './loaded';
import { baseName, finding, loadDocument } from './loaded';
import { checkItems } from './watchlist-items';

/** A file by `schemas/watchlist.schema.json`. */
interface WatchlistDocument {
  readonly alias: string;
  readonly name: string;
  readonly description?: string;
  readonly itemsSearchKey: string;
  readonly letterCase?: LetterCase;
  readonly provider?: string;
  readonly labels?: readonly string[];
  readonly defaultDuration?: string;
  readonly targets?: WatchlistInfo['targets'];
}

/** `_watchlists/<alias>.yaml` and the CSV beside it: one of them may be missing, and that is a finding. */
export type WatchlistFiles =
  | { readonly definition: Source; readonly items?: Source }
  | { readonly definition?: undefined; readonly items: Source };

/** Reads a watchlist and its rows. A row that has other cells than the header is left out, and reported. */
export function loadWatchlist({ definition, items }: WatchlistFiles): Loaded<WatchlistInfo> {
  if (definition === undefined) return { diagnostics: [missingDefinition(items)] };
  const { document, diagnostics } = loadDocument('watchlist', definition);
  if (document === undefined) return { diagnostics };
  const value = document.value as WatchlistDocument;
  const named = [...diagnostics, ...nameFindings(document, value)];
  if (items === undefined) return { diagnostics: [...named, missingItems(document, value)] };
  const letterCase = value.letterCase ?? 'any';
  const table = parseCsv(items.text);
  const { rows, columns, diagnostics: found } = checkItems(items, table, value.itemsSearchKey, letterCase);
  return {
    value: {
      alias: value.alias,
      name: value.name,
      description: value.description ?? '',
      itemsSearchKey: value.itemsSearchKey,
      letterCase,
      columns: columns.map((name) => ({ name, type: 'string' })),
      items: rows,
      path: definition.path,
      provider: value.provider ?? 'Microsoft',
      labels: value.labels ?? [],
      ...(value.defaultDuration === undefined ? {} : { defaultDuration: value.defaultDuration }),
      ...(value.targets === undefined ? {} : { targets: value.targets }),
    },
    diagnostics: [...named, ...found],
  };
}

function nameFindings(document: YamlDocument, { alias }: WatchlistDocument): readonly Diagnostic[] {
  const { source } = document;
  const file = baseName(source);
  if (file === alias) return [];
  return [
    finding('catalog-file-name', {
      source,
      span: document.spanOf(['alias'], 'value'),
      message: `the watchlist's alias is ${alias}, its file ${file}.yaml`,
      help: `Name the files ${alias}.yaml and ${alias}.csv.`,
    }),
  ];
}

function missingItems(document: YamlDocument, { alias }: WatchlistDocument): Diagnostic {
  return finding('watchlist-items', {
    source: document.source,
    span: document.spanOf(['alias'], 'value'),
    message: `there is no ${alias}.csv beside this file`,
    help: 'Add it: a header row, then at least one row; a watchlist without rows cannot be deployed.',
  });
}

function missingDefinition(source: Source): Diagnostic {
  const alias = baseName(source);
  return finding('watchlist-items', {
    source,
    span: { start: 0, end: 0 },
    message: `there is no ${alias}.yaml beside this file`,
    help: 'Add it, with alias, name and itemsSearchKey: without them nobody can deploy the list.',
  });
}
