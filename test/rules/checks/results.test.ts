import { checkProject } from '../../../src/rules';
import { exampleCatalog } from '../example-catalog';
import { exampleFile } from '../example-file';

const catalog = exampleCatalog();
const CODES = /^(result|query-no|time-generated)/;

/** `severity code @ text` of what is found about the result of a query. */
function found(query: string, mapping: string): readonly string[] {
  const text = exampleFile(`query: |\n  ${query.replaceAll('\n', '\n  ')}\n${mapping}`);
  return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog })
    .diagnostics.filter(({ code }) => CODES.test(code))
    .map(({ severity, code, span }) => `${severity} ${code} @ ${text.slice(span.start, span.end)}`);
}

const detail = (column: string): string => `customDetails: { Detail: ${column} }`;
const account = (column: string): string =>
  `entityMappings: [{ entityType: Account, fieldMappings: [{ identifier: FullName, columnName: ${column} }] }]`;
const title = (text: string): string => `alertDetailsOverride: { alertDisplayNameFormat: "${text}" }`;

describe('columns that the rule names', () => {
  test.each<[string, string, readonly string[]]>([
    ['T', detail('A'), []],
    ['T', detail('a'), ['error result-column @ a']],
    ['T', detail('X'), ['error result-column @ X']],
    ['imDns', detail('X'), ['warning result-column @ X']],
    ['imDns | project DnsQuery', detail('X'), ['error result-column @ X']],
    ['imDns | summarize N = count() by DnsQuery', detail('DnsQueryType'), ['error result-column @ DnsQueryType']],
    ['Nope | project A', detail('A'), []],
    ['Nope | project A', detail('X'), ['error result-column @ X']],
    ['Nope | take 1', detail('X'), ['info result-column-open @ X']],
    ['T | evaluate bag_unpack(C)', detail('X'), ['info result-column-open @ X']],
    ['T | evaluate bag_unpack(C)', detail('a'), ['error result-column @ a'.replace('error', 'warning')]],
    ['T | evaluate bag_unpack(C): (A: long, X: string)', detail('X'), []],
    ['_GetWatchlist("nobody knows")', detail('X'), ['info result-column-open @ X']],
    ['_GetWatchlist("nobody knows")', detail('SearchKey'), []],
    ['_GetWatchlist("Listed")', detail('Owner'), []],
    ['_GetWatchlist("Listed")', detail('X'), ['error result-column @ X']],
    ['table("T")', detail('A'), []],
    ['table("T")', detail('X'), ['error result-column @ X']],
    ['table("imDns")', detail('X'), ['warning result-column @ X']],
    ['T | join kind=inner (imDns) on $left.B == $right.DnsQuery', detail('X'), ['warning result-column @ X']],
    ['T | join kind=leftanti (imDns) on $left.B == $right.DnsQuery', detail('X'), ['error result-column @ X']],
    ['T', account('X'), ['error result-column @ X']],
    ['T', title('seen {{A}} by {{X}} and {{ B }}'), ['error result-column @ X']],
    ['T', 'alertDetailsOverride: { alertSeverityColumnName: X }', ['error result-column @ X']],
    ['T', 'alertDetailsOverride: { alertSeverityColumnName: "" }', []],
    ['T', 'alertDetailsOverride: { alertTacticsColumnName: X }', ['error result-column @ X']],
    [
      'T',
      'alertDetailsOverride: { alertDynamicProperties: [{ alertProperty: ProductName, value: X }] }',
      ['error result-column @ X'],
    ],
    ['T', 'sentinelEntitiesMappings: [{ columnName: X }]', ['error result-column @ X']],
    ['T | wehre', detail('X'), []],
    ['let f = T;', detail('X'), ['error query-no-result @ query']],
  ])('%s, %s', (query, mapping, expected) => {
    expect(found(query, mapping)).toEqual(expected);
  });
});

describe('their types', () => {
  test.each<[string, string, readonly string[]]>([
    ['T | summarize L = make_set(B) by A', account('L'), ['warning result-column-type @ L']],
    ['T | summarize make_set(B) by A', account('set_B'), ['warning result-column-type @ set_B']],
    ['T | summarize L = make_set(B) by A | where A > 1 | order by A', account('L'), ['warning result-column-type @ L']],
    ['T | summarize L = make_set(B) by A | extend L = tostring(L[0])', account('L'), []],
    ['T | summarize L = make_set(B) by A | extend First = L[0]', account('First'), []],
    ['T', account('C'), ['warning result-column-type @ C']],
    ['T | extend Name = C.name', account('Name'), []],
    ['T | summarize L = make_set(B) by A', detail('L'), []],
    ['T', 'alertDetailsOverride: { alertSeverityColumnName: A }', ['warning result-column-type @ A']],
    ['T', 'alertDetailsOverride: { alertSeverityColumnName: B }', []],
  ])('%s, %s', (query, mapping, expected) => {
    expect(found(query, mapping)).toEqual(expected);
  });
});

describe('TimeGenerated matters where every row is an alert', () => {
  const perResult = 'eventGroupingSettings: { aggregationKind: AlertPerResult }';
  test.each<[string, string, readonly string[]]>([
    ['T | summarize N = count() by B', perResult, ['info time-generated-lost @ summarize N = count() by B']],
    ['T | summarize N = count(), TimeGenerated = max(TimeGenerated) by B', perResult, []],
    ['T | summarize N = count() by B', '', []],
    ['T | project A', perResult, ['info time-generated-lost @ project A']],
    ['_GetWatchlist("nobody knows")', perResult, []],
  ])('%s, %s', (query, mapping, expected) => {
    expect(found(query, mapping)).toEqual(expected);
  });
});
