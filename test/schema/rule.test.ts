import { positionAt } from '../../src/diagnostics';
import { validate } from '../../src/schema';
import type { SchemaName } from '../../src/schema';
import { parseYaml } from '../../src/yaml';

const base: Readonly<Record<string, string>> = {
  id: '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34',
  name: 'A rule',
  severity: 'Medium',
  queryFrequency: '1h',
  queryPeriod: '1h',
  triggerOperator: 'gt',
  triggerThreshold: '0',
  query: 'T',
};

/** A rule of nine lines: the eight above, in order, with some replaced or left out (undefined), and more behind. */
function rule(changes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries({ ...base, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

function findings(name: SchemaName, text: string): string[] {
  return validate(name, parseYaml({ path: 'r.yaml', text }).document!).map(({ code, source, span, message, help }) => {
    const { line, column } = positionAt(source, span.start);
    return `${line}:${column} ${code}: ${message}${help === undefined ? '' : ` | ${help}`}`;
  });
}

describe('accepted: what valid community files hold', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['the least', {}],
    ['ISO durations', { queryFrequency: 'PT1H30M', queryPeriod: 'P14D' }],
    ['.NET time spans', { queryFrequency: '01:00:00', queryPeriod: '1.00:00:00' }],
    ['the API operator', { triggerOperator: 'GreaterThan' }],
    ['an upper-case id', { id: '3F2B7C1E-9D4A-4F6B-8A21-5C0E7D9B1F34' }],
    [
      'NRT without a schedule',
      {
        kind: 'NRT',
        queryFrequency: undefined,
        queryPeriod: undefined,
        triggerOperator: undefined,
        triggerThreshold: undefined,
      },
    ],
    ['empty lists', { tactics: '[]', relevantTechniques: '[]', requiredDataConnectors: '[]', tags: '[]' }],
    [
      'nulls',
      {
        tactics: '',
        relevantTechniques: '',
        entityMappings: '',
        customDetails: '',
        alertRuleTemplateName: 'null',
        description: '',
      },
    ],
    ['techniques by their other name', { techniques: '[T1110, T1110.003]' }],
    ['tags of both kinds', { tags: '[text, {Schema: ASimDns}, null]' }],
    ['metadata and status', { metadata: '{source: {kind: Community}}', status: 'Available' }],
    ['null override columns', { alertDetailsOverride: '{alertSeverityColumnName: null, alertDynamicProperties: []}' }],
    [
      'our own keys',
      {
        enabled: 'false',
        maturity: 'experimental',
        owner: 'soc',
        references: '[https://example.com]',
        template: '{id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34, version: 1.0.0}',
        targets: '{tags: [a], except: [b]}',
        parameters: '{least: 3}',
        exclusions: '[{name: scan, at: runs, scenario: A scan, where: A == 1, owner: soc, expires: 2027-12-31}]',
        ignore: '[{code: some-code, reason: agreed}]',
      },
    ],
  ])('%s', (_name, changes) => {
    expect(findings('rule', rule(changes))).toEqual([]);
  });
});

describe('refused, in words', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    ['an unknown key', { severty: 'High' }, ['9:1 unknown-key: unknown key "severty" | Did you mean `severity`?']],
    [
      'a missing key',
      { severity: undefined },
      ['1:1 missing-key: missing key `severity` | Add it, for example `severity: Medium`.'],
    ],
    [
      'a missing schedule',
      { queryFrequency: undefined, triggerOperator: undefined },
      [
        '1:1 missing-key: missing key `queryFrequency` | Add it, for example `queryFrequency: 1h`.',
        '1:1 missing-key: missing key `triggerOperator` | Add it, for example `triggerOperator: gt`.',
      ],
    ],
    [
      'a severity that is none',
      { severity: 'Critical' },
      ['3:11 unknown-value: `severity` is the text "Critical", expected High, Medium, Low or Informational'],
    ],
    [
      'a kind in another case',
      { kind: 'Nrt' },
      ['9:7 unknown-value: `kind` is the text "Nrt", expected Scheduled or NRT | Did you mean `NRT`?'],
    ],
    [
      'a number that is text',
      { triggerThreshold: '"0"' },
      ['7:19 wrong-type: `triggerThreshold` is the text "0", expected a whole number | Write it without quotes.'],
    ],
    [
      'text that is a number',
      { version: '1.0' },
      ['9:10 wrong-type: `version` is the number 1, expected three numbers, X.Y.Z, such as 1.0.0'],
    ],
    [
      'a threshold out of range',
      { triggerThreshold: '10001' },
      ['7:19 out-of-range: `triggerThreshold` is 10001, expected a number <= 10000'],
    ],
    [
      'a list that is text',
      { tactics: 'Impact' },
      [
        '9:10 wrong-type: `tactics` is the text "Impact", expected a list | Write it as a list: `[Impact]`, or `- ` lines.',
      ],
    ],
    [
      'tactics in other spellings',
      { tactics: '[Command and control, Initial Access, InitialAcces, Ransomware]' },
      [
        '9:11 unknown-value: entry 1 of `tactics` is the text "Command and control" | Did you mean `CommandAndControl`?',
        '9:32 unknown-value: entry 2 of `tactics` is the text "Initial Access" | Did you mean `InitialAccess`?',
        '9:48 unknown-value: entry 3 of `tactics` is the text "InitialAcces" | Did you mean `InitialAccess`?',
        '9:62 unknown-value: entry 4 of `tactics` is the text "Ransomware" | Allowed: Reconnaissance, ResourceDevelopment, InitialAccess, Execution, Persistence, PrivilegeEscalation, DefenseEvasion, CredentialAccess, Discovery, LateralMovement, Collection, Exfiltration, CommandAndControl, Impact, PreAttack, ImpairProcessControl, InhibitResponseFunction.',
      ],
    ],
    [
      'a malformed technique',
      { relevantTechniques: '[t1110, T1110.1, null]' },
      [
        '9:22 wrong-format: entry 1 of `relevantTechniques` is the text "t1110", expected a technique id such as T1110 or T1110.003',
        '9:29 wrong-format: entry 2 of `relevantTechniques` is the text "T1110.1", expected a technique id such as T1110 or T1110.003',
        '9:38 wrong-type: entry 3 of `relevantTechniques` is nothing, expected a technique id such as T1110 or T1110.003',
      ],
    ],
    [
      'a duration that is none',
      { queryFrequency: '5M' },
      [
        '4:17 wrong-format: `queryFrequency` is the text "5M", expected a duration such as 5m, 1h, 14d, or ISO 8601: PT5M, PT1H, P14D',
      ],
    ],
    [
      'an id that is no GUID',
      { id: 'rule 1' },
      ['1:5 wrong-format: `id` is the text "rule 1", expected a GUID such as 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34'],
    ],
    ['a value that is missing', { name: '' }, ['2:1 wrong-type: `name` is nothing, expected a name']],
    ['blank text', { query: '" "' }, ['8:8 wrong-format: `query` is the text "", expected KQL']],
    [
      'too long a name',
      { name: 'x'.repeat(257) },
      ['2:7 wrong-length: `name` has 257 characters, expected at most 256'],
    ],
    [
      'a connector in lower case',
      { requiredDataConnectors: '[{connectorId: A, datatypes: [T]}]' },
      ['9:43 unknown-key: unknown key "datatypes" in entry 1 of `requiredDataConnectors` | Did you mean `dataTypes`?'],
    ],
    [
      'an entity type in another case',
      { entityMappings: '[{entityType: Url, fieldMappings: [{identifier: Url, columnName: U}]}]' },
      ['9:31 unknown-value: `entityType` is the text "Url" | Did you mean `URL`?'],
    ],
    [
      'four identifiers',
      { entityMappings: `[{entityType: IP, fieldMappings: [${'{identifier: Address, columnName: A}, '.repeat(4)}]}]` },
      ['9:50 wrong-length: `fieldMappings` has 4 entries, expected at most 3'],
    ],
    [
      'a bad custom detail',
      { customDetails: '{my detail: Column, averyveryverylongname1: "a b"}' },
      [
        '9:17 wrong-format: the name "my detail" is not allowed, expected a name of letters, digits and underscores that begins with a letter',
        '9:36 wrong-length: the name "averyveryverylongname1" has 22 characters, expected at most 20',
        '9:60 wrong-format: `averyveryverylongname1` is the text "a b", expected the name of one column of the query\'s result: letters, digits and underscores',
      ],
    ],
    [
      'a bad override column',
      { alertDetailsOverride: '{alertSeverityColumnName: a b, alertTacticsColumnName: 3}' },
      [
        '9:49 wrong-format: `alertSeverityColumnName` is the text "a b", expected the name of one column of the query\'s result: letters, digits and underscores',
        "9:78 wrong-type: `alertTacticsColumnName` is the number 3, expected the name of one column of the query's result: letters, digits and underscores",
      ],
    ],
    [
      'half a grouping',
      { incidentConfiguration: '{createIncident: true, groupingConfiguration: {enabled: true}}' },
      [
        '9:47 missing-key: missing key `reopenClosedIncident` in `groupingConfiguration` | Add it, for example `reopenClosedIncident: false`.',
        '9:47 missing-key: missing key `lookbackDuration` in `groupingConfiguration` | Add it, for example `lookbackDuration: 5h`.',
        '9:47 missing-key: missing key `matchingMethod` in `groupingConfiguration` | Add it, for example `matchingMethod: AllEntities`.',
      ],
    ],
    [
      'a bad exclusion',
      { exclusions: '[{name: Scan One, scenario: x, where: A, expires: 2027-13-01}]' },
      [
        '9:21 wrong-format: `name` is the text "Scan One", expected a short name of lower-case letters, digits and single hyphens, such as integrity-scan',
        '9:63 wrong-format: `expires` is the text "2027-13-01", expected a date such as 2027-12-31',
      ],
    ],
  ])('%s', (_name, changes, expected) => {
    expect([...findings('rule', rule(changes))].sort()).toEqual([...expected].sort());
  });

  test('a file that is a list', () => {
    expect(findings('rule', '- a\n')).toEqual([
      '1:1 wrong-type: the file is a list, expected a mapping (`key: value` lines)',
    ]);
  });

  test('a hunting query has no schedule', () => {
    const text = 'id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34\nname: Q\nquery: T\nqueryPeriod: 1d\n';
    expect(findings('hunting', text)).toHaveLength(1);
    expect(findings('hunting', text.replace('queryPeriod: 1d\n', ''))).toEqual([]);
  });
});
