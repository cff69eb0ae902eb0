// The measure that `check` is compared with: Microsoft's parser and binder as its own page shows its use, every table of
// the catalog bound, one thread. Reads {tables, queries} (JSON) from the file that is named; prints what it took.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { runInThisContext } = require('node:vm');

const begin = performance.now();
const folder = join(__dirname, '..', 'node_modules', '@kusto', 'language-service-next');
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  runInThisContext(readFileSync(join(folder, file), 'utf8'), { filename: file });
}
const { Symbols, GlobalState, KustoCode } = runInThisContext('Kusto.Language');
const { tables, queries } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const column = ([name, type]) => new Symbols.ColumnSymbol.ctor(name, Symbols.ScalarTypes.GetSymbol(type));
const members = tables.map(({ name, columns }) => new Symbols.TableSymbol.$ctor4(name, columns.map(column)));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', members));
let found = 0;
for (const query of queries) found += KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics().Count;
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - begin, found }));
