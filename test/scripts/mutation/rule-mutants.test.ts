import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../../scripts/files/catalog';
import { mutantsOf } from '../../../scripts/mutation/rule-mutants';
import { loadRuleFile } from '../../../src/rules';

const root = join(__dirname, '..', '..', '..');
const { catalog } = readCatalog(root, { project: root, detections: 'detections', schemas: [] });

/** The faults of a rule with this query, as the query that is left. */
function faults(query: string, exclusion?: string): readonly (readonly [fault: string, becomes: string])[] {
  const text = [
    'id: 11111111-1111-4111-8111-111111111111',
    'name: n',
    'kind: NRT',
    'severity: High',
    'query: |',
    ...query.split('\n').map((line) => `  ${line}`),
    ...(exclusion === undefined ? [] : ['exclusions:', `  - { name: e, scenario: s, where: ${exclusion} }`]),
    '',
  ].join('\n');
  const { loaded, diagnostics } = loadRuleFile({ path: 'r.yaml', text });
  expect(diagnostics).toEqual([]);
  return mutantsOf(loaded!, catalog)
    .filter(({ fault }) => fault !== 'severity')
    .map(({ fault, becomes }) => [fault, becomes]);
}

// prettier-ignore: table
const cases: readonly [query: string, fault: string, becomes: readonly string[]][] = [
  [
    'SigninLogs | where RiskScore > 5',
    'comparison turned',
    ['SigninLogs | where RiskScore < 5', 'SigninLogs | where RiskScore >= 5'],
  ],
  [
    "SigninLogs | where Type has 'x'",
    'comparison turned',
    ["SigninLogs | where Type contains 'x'", "SigninLogs | where Type == 'x'", "SigninLogs | where Type !has 'x'"],
  ],
  ["SigninLogs | where Type =~ 'x'", 'letter case', ["SigninLogs | where Type == 'x'"]],
  ["SigninLogs | where Type == '50126'", 'letter case', []],
  ["let codes = dynamic(['1', '2']);\nSigninLogs | where Type in (codes)", 'letter case', []],
  [
    "let codes = dynamic(['1', 'b']);\nSigninLogs | where Type in (codes)",
    'letter case',
    ['SigninLogs | where Type in~ (codes)'],
  ],
  [
    'SigninLogs | where isempty(Type) and not(isnull(DurationMs))',
    'negation turned',
    [
      'SigninLogs | where isnotempty(Type) and not(isnull(DurationMs))',
      'SigninLogs | where isempty(Type) and (isnull(DurationMs))',
      'SigninLogs | where isempty(Type) and not(isnotnull(DurationMs))',
    ],
  ],
  [
    'SigninLogs | where isempty(Type) and isempty(Category)',
    'and/or swapped',
    ['SigninLogs | where isempty(Type) or isempty(Category)'],
  ],
  [
    'SigninLogs | where isempty(Type) or isempty(Category)',
    'half of a predicate dropped',
    ['SigninLogs | where isempty(Type)', 'SigninLogs | where isempty(Category)'],
  ],
  [
    'SigninLogs | where TimeGenerated > ago(1h) | count',
    'window shifted',
    ['SigninLogs | where TimeGenerated > ago(2h) | count', 'SigninLogs | where TimeGenerated > ago(30m) | count'],
  ],
  ['SigninLogs | where TimeGenerated > ago(1h) | count', 'where dropped', ['SigninLogs | count']],
  [
    'SigninLogs | join kind=leftanti (AuditLogs) on CorrelationId, TenantId',
    'wrong kind of join',
    [
      'SigninLogs | join kind=leftsemi (AuditLogs) on CorrelationId, TenantId',
      'SigninLogs | join kind=rightanti (AuditLogs) on CorrelationId, TenantId',
    ],
  ],
  [
    'SigninLogs | join kind=leftanti (AuditLogs) on CorrelationId, TenantId',
    'join key dropped',
    [
      'SigninLogs | join kind=leftanti (AuditLogs) on TenantId',
      'SigninLogs | join kind=leftanti (AuditLogs) on CorrelationId',
    ],
  ],
  [
    'SigninLogs | summarize N = min(DurationMs) by Type, Category',
    'group key dropped',
    ['SigninLogs | summarize N = min(DurationMs) by Category', 'SigninLogs | summarize N = min(DurationMs) by Type'],
  ],
  [
    "SigninLogs | summarize N = dcountif(Type, Category == '1')",
    'wrong aggregate',
    ['SigninLogs | summarize N = dcount(Type)'],
  ],
  [
    "SigninLogs | extend A = iff(isempty(Type), 'a', 'b')",
    'branches swapped',
    ["SigninLogs | extend A = iff(isempty(Type), 'b', 'a')"],
  ],
  [
    "SigninLogs | where Type in ('a', 'b')",
    'entry of a list dropped',
    ["SigninLogs | where Type in ('b')", "SigninLogs | where Type in ('a')"],
  ],
  [
    'let most = 3;\nSigninLogs | summarize N = make_set(Type, 20) | where array_length(N) > most',
    'number changed',
    ['let most = 4;', 'let most = 2;'],
  ],
  ['union SigninLogs, AuditLogs', 'union leg dropped', ['union AuditLogs', 'union SigninLogs']],
];

test.each(cases)('%s: %s', (query, fault, becomes) => {
  expect(
    faults(query)
      .filter(([name]) => name === fault)
      .map(([, line]) => line),
  ).toEqual(becomes);
});

test('a wrong column is one of the same type that the query names, if there is one', () => {
  const lines = faults('SigninLogs | project UserId, AppId, DurationMs | where isempty(AppId)')
    .filter(([name]) => name === 'wrong column')
    .map(([, line]) => line);
  expect(lines).toContain('SigninLogs | project UserId, AppId, DurationMs | where isempty(UserId)');
});

test('mirrors of a table and the search key of a watchlist are no wrong columns', () => {
  const lines = faults(
    "DeviceEvents | where TimeGenerated > ago(1h) and Timestamp > ago(1h)\n| where DeviceName in ((_GetWatchlist('approved_remote_tools') | project SearchKey))",
  ).filter(([name]) => name === 'wrong column');
  expect(lines.map(([, line]) => line).join('\n')).not.toMatch(
    /Timestamp > ago\(1h\) and Timestamp|project DeviceName\b/,
  );
});

test('a fault in an exclusion stands in its predicate', () => {
  const lines = faults('SigninLogs\n// @exclusions\n| count', "Type == 'a' and Category == 'b'")
    .filter(([name]) => name === 'half of a predicate dropped')
    .map(([, line]) => line);
  expect(lines).toEqual([
    "- { name: e, scenario: s, where: Type == 'a' }",
    "- { name: e, scenario: s, where: Category == 'b' }",
  ]);
});

test('every mutant of a rule is another file that differs from the rule where it says', () => {
  const path = 'detections/identity/break-glass-sign-in.yaml';
  const text = readFileSync(join(root, path), 'utf8');
  const mutants = mutantsOf(loadRuleFile({ path, text }).loaded!, catalog);
  expect(new Set(mutants.map((mutant) => mutant.text)).size).toBe(mutants.length);
  const lines = text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
  for (const { line, was } of mutants) expect(was.startsWith(lines[line - 1]!)).toBe(true);
  expect(mutants.map(({ fault }) => fault)).toEqual(
    expect.arrayContaining([
      'severity',
      'entity column swapped',
      'detail column swapped',
      'placeholder swapped',
      'no incident',
    ]),
  );
});
