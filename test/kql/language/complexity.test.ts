import { tooComplex } from '../../../src/kql/language/complexity';

const doubling = (count: number, line: (before: string) => string): string =>
  [
    'let v0 = T;',
    ...Array.from({ length: count }, (_, index) => `let v${index + 1} = ${line(`v${index}`)};`),
    `v${count}`,
  ].join('\n');

test.each<[string, string, string | undefined]>([
  ['a plain query', 'T | where (A == 1 and (B == 2)) | summarize count() by B', undefined],
  ['150 brackets', `T | where ${'('.repeat(150)}`, undefined],
  ['151 brackets', `T | where ${'('.repeat(151)}`, '('],
  ['brackets of all kinds', 'print '.concat('([{'.repeat(60)), '('],
  ['brackets in texts and comments', `T | where A == "${'('.repeat(400)}" // ${'('.repeat(400)}`, undefined],
  ['brackets one after the other', `T | where ${'(A == 1) or '.repeat(400)}true`, undefined],
  ['names that double eight times', doubling(8, (before) => `union ${before}, ${before}`), undefined],
  ['names that double often', doubling(20, (before) => `union ${before}, ${before}`), 'v8'],
  ['functions that double', doubling(20, (before) => `(){ ${before} | join ${before} on A }`), 'v8'],
  ['one name, used often', `let w = 1d;\nT | where ${'A > ago(w) or '.repeat(400)}true`, undefined],
  ['all tables, eight times', `union ${'*, '.repeat(7)}*`, undefined],
  ['all tables, nine times', `union ${'*, '.repeat(8)}*`, '*'],
  ['products and counts of all', `T | extend X = A ${'* A '.repeat(50)}, count(*)`, undefined],
  ['searches', `union ${'(search "x"), '.repeat(9)}T`, 'search'],
  ['a column named search', `T ${'| project search '.repeat(50)}`, undefined],
])('%s', (_, query, at) => {
  const found = tooComplex(query);
  expect(found === undefined ? undefined : query.slice(found.span.start, found.span.end)).toBe(at);
});
