import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { KustoLanguage } from './bridge';

// `require` of the package fails ("Bridge is not defined"): its files are scripts that expect to share one global
// object. They run there once per process; the guard is for jest, where a worker's test files share that object while
// each has its own copy of this module.
const FILES = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'] as const;

/**
 * `KustoCode` fetches a grammar object that only completion and management commands use: making it takes longer than the
 * first thousand lines of KQL (0.5 s on an idle machine). The parser of queries is another one.
 */
const NO_GRAMMAR = { Options: { EqualExceptForParseKind: () => true }, Grammar: { QueryBlock: null } };

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
  loaded.Parsing.QueryGrammar.s_currentGrammar ??= NO_GRAMMAR;
  return loaded;
}
