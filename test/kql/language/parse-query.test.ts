import { analyze, catalogOf, parseQuery } from '../../../src/kql';
import type { Syntax } from '../../../src/kql';

const NOTHING = catalogOf({});
const shape = (node: Syntax): string => `${node.kind}(${node.children.map(shape).join(' ')})`;

test.each([
  'print (Name has "x")',
  'print (a) or (b)',
  'print (a); T | where (b)',
  'print (T | where x)',
  'print (x ==)',
  'print (a // c\n)',
  'print (x in (_GetWatchlist("a") | project SearchKey))',
  'T | where A > 1 | summarize count() by B',
  'let f = (x:long) { x + 1 }; print f(1)',
  'a b',
  '"',
  '',
  '.show tables',
  `print ${'['.repeat(200)}`,
])('the shape and the mistakes of syntax of %j are those of the bound query', (query) => {
  const { diagnostics, root } = analyze(query, NOTHING);
  const parsed = parseQuery(query);
  expect(parsed.diagnostics).toEqual(diagnostics.filter(({ syntax }) => syntax));
  expect(shape(parsed.root)).toBe(shape(root));
});

test('a query that is asked for again between others is bound once', () => {
  const catalog = catalogOf({ tables: [{ name: 'T', columns: [{ name: 'A', type: 'long' }] }] });
  const first = analyze('T | where A > 1', catalog);
  analyze('T | take 1', catalog);
  analyze('print 1', NOTHING);
  const again = analyze('T | where A > 1', catalog);
  expect(again.diagnostics).toBe(first.diagnostics);
  // another catalog is another world
  expect(analyze('T | where A > 1', NOTHING).diagnostics).not.toEqual(first.diagnostics);
});
