import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { KustoLanguage } from './bridge';

// `require` of the package fails ("Bridge is not defined"): its files are scripts that expect to share one global
// object. They run there once per process; the guard is for jest, where a worker's test files share that object while
// each has its own copy of this module.
const FILES = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'] as const;

let loaded: KustoLanguage | undefined;

/** Microsoft's parser and binder. The first call reads and compiles 5 MB of script (about 0.2 s). */
export function kustoLanguage(): KustoLanguage {
  if (loaded !== undefined) return loaded;
  if (runInThisContext('typeof Kusto') === 'undefined') {
    for (const file of FILES) {
      const path = require.resolve(`@kusto/language-service-next/${file}`);
      runInThisContext(readFileSync(path, 'utf8'), { filename: path });
    }
  }
  loaded = runInThisContext('Kusto.Language') as KustoLanguage;
  deferGrammar(loaded);
  return loaded;
}

/**
 * `KustoCode` fetches a grammar object whose making takes longer than reading a hundred queries (measured: 0.5 s on an
 * idle machine), and keeps one part of it that nothing here reads: the parser of queries is another one. That falls back
 * on other parts for expressions that are nested very deeply; then the grammar is made.
 */
function deferGrammar({ Parsing: { QueryGrammar }, GlobalState }: KustoLanguage): void {
  const parts: Readonly<Record<PropertyKey, unknown>> = { QueryBlock: null };
  const Grammar = new Proxy(parts, {
    get(known, part): unknown {
      if (Object.hasOwn(known, part)) return known[part];
      const globals = GlobalState.Default;
      QueryGrammar.s_currentGrammar = null;
      return QueryGrammar.From(globals.WithParseOptions(globals.ParseOptions.WithAlwaysProduceEndTokens(true)))[part];
    },
  });
  QueryGrammar.s_currentGrammar ??= { Options: { EqualExceptForParseKind: () => true }, Grammar };
}
