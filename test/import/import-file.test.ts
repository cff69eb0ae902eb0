import { importFile } from '../../src/import';
import type { ImportOptions, ImportResult } from '../../src/import';
import { loadRuleFile } from '../../src/rules';

const ID = '6d47add0-fa27-4a46-bdae-8707eb1115c1';

const properties = {
  displayName: 'Many failures',
  enabled: true,
  description: 'Looks for many.',
  severity: 'Medium',
  query: 'SigninLogs\n| where ResultType == 50126',
  queryFrequency: 'PT1H',
  queryPeriod: 'PT1H',
  triggerOperator: 'GreaterThan',
  triggerThreshold: 5,
  suppressionDuration: 'PT5H',
  suppressionEnabled: false,
  tactics: ['CredentialAccess'],
  techniques: ['T1110'],
};

const template = (resource: object, more: object = {}): string => JSON.stringify({ ...more, resources: [resource] });

const resource = (
  changes: object = {},
  name: string = `[concat(parameters('workspace'),'/Microsoft.SecurityInsights/${ID}')]`,
) => ({
  type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
  name,
  kind: 'Scheduled',
  properties: { ...properties, ...changes },
});

const json = (text: string): readonly ImportResult[] => importFile({ path: 'export.json', text }, {});
const yaml = (text: string, options: ImportOptions = {}): readonly ImportResult[] =>
  importFile({ path: 'r.yaml', text }, options);

test('an exported rule is the same rule, under the same id', () => {
  const [result] = json(template(resource()));
  expect(result).toMatchObject({ outcome: 'imported', id: ID, name: 'Many failures', lost: [], repairs: [] });
});

test('an id that is a variable of a template inside a template', () => {
  const inner = {
    type: 'Microsoft.SecurityInsights/AlertRuleTemplates',
    name: "[variables('ruleId')]",
    kind: 'Scheduled',
    properties,
  };
  const root = template({ properties: { mainTemplate: { resources: [inner] } } }, { variables: { RuleId: ID } });
  expect(json(root)).toMatchObject([{ outcome: 'imported', id: ID, lost: [] }]);
});

test('an answer of the REST API, and a bare body', () => {
  expect(
    json(JSON.stringify({ value: [{ ...resource(), name: ID, type: 'Microsoft.SecurityInsights/alertRules' }] })),
  ).toMatchObject([{ id: ID, lost: [] }]);
  expect(json(JSON.stringify([{ kind: 'Scheduled', properties }]))).toMatchObject([
    { from: 'export.json#/0', lost: [] },
  ]);
});

test.each([
  [
    'a property that nobody here knows',
    { resource: resource({ novelty: true }) },
    { outcome: 'imported', lost: ['novelty'] },
  ],
  [
    'a list that is no list',
    {
      resource: resource({
        entityMappings: { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'IPAddress' }] },
      }),
    },
    { lost: ['entity mappings'] },
  ],
  [
    'an expression that only a deployment can work out',
    { resource: resource({ query: "[parameters('query')]" }) },
    { outcome: 'left out', reason: 'unreadable' },
  ],
  ['another kind', { resource: { ...resource(), kind: 'Fusion' } }, { outcome: 'left out', reason: 'other kind' }],
  [
    'no id',
    { resource: resource({}, '[newGuid()]') },
    { outcome: 'imported', repairs: [expect.stringContaining('no GUID')] },
  ],
])('%s is said', (_, given, expected) => {
  expect(json(template(given.resource))).toMatchObject([expected]);
});

test('AzSentinel: durations, kinds and grouping as the service has them', () => {
  const rule = {
    ...properties,
    queryFrequency: '5H',
    queryPeriod: '2D',
    suppressionDuration: '30M',
    aggregationKind: 'AlertPerResult',
    playbookName: 'p',
  };
  const [result] = json(JSON.stringify({ analytics: [rule] }));
  expect(result).toMatchObject({
    outcome: 'imported',
    lost: [],
    repairs: [expect.anything(), expect.stringContaining('playbook')],
  });
  const text = result?.outcome === 'imported' ? result.text : '';
  expect(text).toContain('queryFrequency: 5h\nqueryPeriod: 2d\n');
  expect(text).toContain('aggregationKind: AlertPerResult');
});

test.each([
  ['{"a": 1}', 'no rule'],
  ['{"a": ', 'unreadable'],
  ['[]', 'no rule'],
])('%s is %s', (text, reason) => {
  expect(json(text)).toMatchObject([{ outcome: 'left out', reason }]);
});

const community = `# ours
id: ${ID}
name: Many failures
description: Looks for many.
severity: Medium
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 5
tactics: [CredentialAccess]
relevantTechniques: [T1110]
query: SigninLogs | where ResultType == 50126
version: 1.0.0
kind: Scheduled
`;

test('a community rule stays as it is, byte by byte', () => {
  expect(yaml(community)).toMatchObject([{ outcome: 'imported', text: community, repairs: [], lost: [] }]);
});

test('mistakes whose meaning is plain are mended, and said', () => {
  const broken = community
    .replace('tactics: [CredentialAccess]', 'tactics: credential access, Nonsense')
    .replace(`id: ${ID}`, 'id: Many failures')
    .replace('severity: Medium\n', '');
  const [result] = yaml(broken, { severity: 'Low' });
  expect(result).toMatchObject({ outcome: 'imported' });
  const { text, repairs } = result as Extract<ImportResult, { outcome: 'imported' }>;
  expect(loadRuleFile({ path: 'r.yaml', text }).diagnostics).toEqual([]);
  expect(text).toContain('tactics:\n  - CredentialAccess\n');
  expect(text).toContain('severity: Low\n');
  expect(repairs.join('\n')).toMatch(/no GUID[^]*Nonsense/);
});

test('a rule that lacks what nobody can guess is left out with what it lacks', () => {
  const [result] = yaml(community.replace('queryPeriod: 1h\n', ''));
  expect(result).toMatchObject({ outcome: 'left out', reason: 'unreadable' });
  expect(JSON.stringify(result)).toContain('queryPeriod');
});

const hunting = `id: ${ID}
name: Remote tool
description: A tool
requiredDataConnectors:
    - connectorId: MicrosoftThreatProtection
    dataTypes:
        - DeviceProcessEvents
tactics: CommandAndControl
relevantTechniques: T1219
query: |
  DeviceProcessEvents
  | where FileName =~ "tool.exe"
`;

test('a hunting query needs a schedule', () => {
  expect(yaml(hunting)).toMatchObject([{ outcome: 'left out', reason: 'no schedule', name: 'Remote tool' }]);
});

test('a hunting query becomes a rule; its indentation and scalar lists are repaired', () => {
  const [result] = yaml(hunting, { schedule: { frequency: '1d', period: '14d' } });
  const { text, repairs } = result as Extract<ImportResult, { outcome: 'imported' }>;
  const { loaded } = loadRuleFile({ path: 'r.yaml', text });
  expect(loaded?.rule).toMatchObject({ id: ID, kind: 'Scheduled', severity: 'Medium', tactics: ['CommandAndControl'] });
  expect(repairs.map((line) => line.replace(/^(\S+ \S+).*/, '$1'))).toEqual([
    'line 6:',
    'a hunting',
    'there was',
    'there was',
    '`tactics` was',
    '`relevantTechniques` was',
    'written anew:',
  ]);
});

test.each([
  [
    'an answer of the REST API, whose address holds the GUID of the subscription',
    {
      type: 'Microsoft.SecurityInsights/alertRules',
      id: '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w/providers/Microsoft.SecurityInsights/alertRules/Brute-Force',
      name: 'Brute-Force',
    },
  ],
  [
    'an extension resource of a template',
    { type: 'Microsoft.SecurityInsights/alertRules', name: 'Brute-Force', scope: "[parameters('workspace')]" },
  ],
  [
    'a resource of a template',
    {
      type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
      name: "[concat(parameters('workspace'),'/Microsoft.SecurityInsights/Brute-Force')]",
    },
  ],
])('the name that a rule is live under is its id, where that is no GUID: %s', (_, address) => {
  expect(json(template({ ...address, kind: 'Scheduled', properties }))).toMatchObject([
    {
      outcome: 'imported',
      id: 'brute-force',
      lost: [],
      repairs: ["Brute-Force is no GUID: kept, it is the rule's id"],
    },
  ]);
});

test('a community rule whose id is no GUID gets one: such files name no live rule', () => {
  const text = 'id: brute-force\nname: n\nkind: NRT\nversion: 1.0.0\nseverity: Low\nquery: |\n  SigninLogs\n';
  const [result] = yaml(text);
  expect(result).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(result).toMatchObject({ repairs: expect.arrayContaining([expect.stringContaining('brute-force')]) });
});
