import { analyseQuery } from '../../../src/rules/analysis/analyse-query';
import { exampleCatalog } from '../example-catalog';

const catalog = exampleCatalog();

/** `severity code @ text` of each finding. */
function found(query: string): readonly string[] {
  return analyseQuery(query, catalog).findings.map(
    ({ severity, code, span }) => `${severity} ${code} @ ${query.slice(span.start, span.end)}`,
  );
}

describe('a column is an error where all columns are known, a warning where they are not', () => {
  test.each<[string, readonly string[]]>([
    ['T | where A == 1', []],
    ['T | where X == 1', ['error unknown-column @ X']],
    ['imDns | where X == 1', ['warning unknown-column @ X']],
    ['imDns | project DnsQuery | where X == 1', ['error unknown-column @ X']],
    ['imDns | summarize count() by DnsQuery | where X == 1', ['error unknown-column @ X']],
    ['imDns | summarize arg_max(TimeGenerated, *) by DnsQuery | where X == 1', ['warning unknown-column @ X']],
    ['imDns | distinct DnsQuery | where X == 1', ['error unknown-column @ X']],
    ['imDns | extend Y = DnsQuery | where X == 1', ['warning unknown-column @ X']],
    ['T | join kind=inner (imDns) on $left.B == $right.DnsQuery | where X == 1', ['warning unknown-column @ X']],
    ['T | join kind=leftanti (imDns) on $left.B == $right.DnsQuery | where X == 1', ['error unknown-column @ X']],
    ['imDns | join kind=rightanti (T) on $left.DnsQuery == $right.B | where X == 1', ['error unknown-column @ X']],
    ['union T, imDns | where X == 1', ['warning unknown-column @ X']],
    ['T | union imDns | where X == 1', ['warning unknown-column @ X']],
    ['let t = imDns | where true; t | where X == 1', ['warning unknown-column @ X']],
    ['let t = imDns | project DnsQuery; t | where X == 1', ['error unknown-column @ X']],
    ['let f = (n: long) { imDns | take n }; f(3) | where X == 1', ['warning unknown-column @ X']],
    ['let f = (r: (A: long)) { r | where X == 1 }; f(T)', ['error unknown-column @ X']],
    ['T | where A in ((imDns | project X))', ['warning unknown-column @ X']],
    ['T | where A == toscalar(imDns | summarize max(X))', ['warning unknown-column @ X']],
    ['datatable(P: long)[1] | where X == 1', ['error unknown-column @ X']],
    ['T | mv-apply E = C on (where X == 1)', ['error unknown-column @ X']],
    ['T | as Named | union (Named | where X == 1)', ['error unknown-column @ X']],
    ['T | where ["No such"] == 1', ['error unknown-column @ ["No such"]']],
    ['T | join kind=inner (imDns) on $left.X == $right.DnsQuery', ['error unknown-column @ X']],
    ['T | join kind=inner (imDns) on $left.B == $right.X', ['warning unknown-column @ X']],
    ['workspace("other").T | where X == 1', ['error unknown-column @ X']],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });
});

describe('one unknown table or function is one finding', () => {
  test.each<[string, readonly string[]]>([
    ['Nope | where X == 1 | summarize count() by Y | extend Z = tostring(Q)', ['warning unknown-table @ Nope']],
    ['union T, Nope | where X == 1', ['warning unknown-table @ Nope']],
    ['union isfuzzy=true T, Nope | where X == 1', ['info unknown-table-fuzzy @ Nope']],
    ['Nope(1, "x") | where X == 1', ['warning unknown-function @ Nope']],
    ['T | extend X = nope(A) | where X == 1', ['warning unknown-function @ nope']],
    ['T | join kind=inner (Nope | where X == 1) on $left.B == $right.Y', ['warning unknown-table @ Nope']],
    ['let t = Nope; t | where X == 1', ['warning unknown-table @ Nope']],
    ['let t = Nope | where X == 1; t | project X', ['warning unknown-table @ Nope']],
    ['T | where B in ((Nope | project X))', ['warning unknown-table @ Nope']],
    ['Nope | project X; Nope | project Y', ['warning unknown-table @ Nope']],
    ['workspace("other").Nope | where X == 1', []],
    ['T | where X == 1 and X == 2 or Y == 3', ['error unknown-column @ X', 'error unknown-column @ Y']],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });
});

describe('a column that was there', () => {
  test.each<[string, string]>([
    ['T\n| project B\n| where A == 1', '`A` is no longer there: `project` in line 2 of the query leaves it out'],
    [
      'T\n| where A > 1\n| summarize N = count() by B\n| where A == 1',
      '`A` is no longer there: `summarize` in line 3 of the query leaves it out',
    ],
    [
      'T\n| project-away A\n| where A == 1',
      '`A` is no longer there: `project-away` in line 2 of the query leaves it out',
    ],
    [
      'T\n| project-rename Z = A\n| where A == 1',
      '`A` is no longer there: `project-rename` in line 2 of the query leaves it out',
    ],
  ])('%j', (query, message) => {
    expect(analyseQuery(query, catalog).findings).toMatchObject([{ code: 'column-gone', severity: 'error', message }]);
  });
});

describe('did you mean', () => {
  test.each<[string, string]>([
    ['SigninLog | take 1', '`SigninLogs`'],
    ['let Base = T; Bass | take 1', '`Base`'],
    ['T | where TimeGenerted > ago(1d)', '`TimeGenerated`'],
    ['T | where isnotemty(B)', '`isnotempty`'],
    ['T | summarize N = cuont() by B', '`count`'],
    ['let least = 3; T | where A > lest', '`least`'],
  ])('%s', (query, name) => {
    expect(analyseQuery(query, catalog).findings).toMatchObject([{ help: `Did you mean ${name}?` }]);
  });
});

describe('plain words', () => {
  test.each<[string, string, string]>([
    ['T | where B > 5', 'kql-type', '`>` does not go with string and long'],
    ['T | where A', 'kql-type', 'expected bool, found `A`'],
    ['T | where A = 5', 'kql-type', 'expected bool, found `A = 5`'],
    ['T | summarize count by B', 'kql-arguments', '`count` is a function: parentheses are missing'],
    ['T | summarize count() by C', 'kql-type', 'a dynamic value cannot be used here: `C`'],
    ['T | wehre A == 1', 'kql-syntax', '`wehre` is no operator'],
    ['T | where B == "x', 'kql-syntax', '`"` is missing here'],
    ['T | where (A == 1', 'kql-syntax', 'expected `)`'],
    ['T | where A ==', 'kql-syntax', 'an expression is missing here'],
    ['| where A == 1', 'kql-syntax', ''],
    ['.show tables', 'kql-syntax', 'a query cannot begin with a dot'],
    ['// a comment\n.drop table T', 'kql-syntax', 'a query cannot begin with a dot'],
    ['T | where B.x == 1', 'text-property', '`B` is text (string), so it has no `.x`'],
    ['T | join kind=inner (T | project Z = A) on A', 'kql-name', '`A` is not a column of both sides of the join'],
  ])('%s', (query, code, message) => {
    expect(analyseQuery(query, catalog).findings).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  });

  test('only the first of many syntax errors is told', () => {
    expect(found('T | where (((')).toHaveLength(1);
    expect(found('T | where "a\n| where "b\n| project')).toHaveLength(1);
  });
});
