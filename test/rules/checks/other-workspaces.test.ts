import { join } from 'node:path';
import { shippedSchemas } from '../../../scripts/files/catalog';
import { buildCatalog, checkProject } from '../../../src/rules';
import { exampleFile } from '../example-file';

const { catalog } = buildCatalog(shippedSchemas(join(__dirname, '..', '..', '..')), {
  tables: [],
  functions: [{ path: '_functions/Far.yaml', text: 'name: Far\nquery: workspace("far").SigninLogs\n' }],
  watchlists: [],
});

const NRT = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\n';
const far = (count: number): string =>
  Array.from({ length: count }, (_, index) => `workspace("w${index + 1}").SigninLogs`).join(', ');

/** `code @ text` of what is found about other workspaces. */
function found(keys: string): readonly string[] {
  return checkProject([{ path: 'a.yaml', text: exampleFile(keys) }], { today: '2026-11-24', catalog })
    .diagnostics.filter(({ code }) => code.startsWith('other-workspaces'))
    .map(({ code, source, span }) => `${code} @ ${source.text.slice(span.start, span.end)}`);
}

test.each<readonly [string, readonly string[]]>([
  [`query: |\n  union ${far(20)}, SigninLogs`, []],
  [`query: |\n  union ${far(21)}`, ['other-workspaces-many @ workspace("w21")']],
  [`query: |\n  union ${far(20)}, workspace("W1").AuditLogs`, []],
  ['query: Far', []],
  [`${NRT}query: |\n  union SigninLogs, app("shop").requests`, ['other-workspaces-nrt @ app("shop")']],
  [`${NRT}query: |\n  SigninLogs\n  | union Far`, ['other-workspaces-nrt @ Far']],
  [`${NRT}query: |\n  SigninLogs\n  | where Identity has "workspace(x)"`, []],
])('%j', (keys, expected) => {
  expect(found(keys)).toEqual(expected);
});
