import { importFile } from '../../../src/import';
import type { ImportResult } from '../../../src/import';

const WORKSPACE =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/soc';
const ID = '6d47add0-fa27-4a46-bdae-8707eb1115c1';

/** As the provider keeps it: everything is there, and what nobody set is empty. */
const scheduled = (name: string, changes: object = {}): object => ({
  id: `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/${name}`,
  name,
  log_analytics_workspace_id: WORKSPACE,
  display_name: 'Many failures',
  description: 'Looks for many.',
  severity: 'High',
  enabled: true,
  query: 'SigninLogs\n| where ResultType == "50126"\n| summarize Total = count() by UserPrincipalName\n',
  query_frequency: 'PT1H',
  query_period: 'PT2H',
  trigger_operator: 'GreaterThan',
  trigger_threshold: 5,
  suppression_enabled: true,
  suppression_duration: 'PT3H',
  tactics: ['CredentialAccess'],
  techniques: ['T1110'],
  alert_rule_template_guid: '',
  alert_rule_template_version: '',
  event_grouping: [{ aggregation_method: 'AlertPerResult' }],
  custom_details: { Failures: 'Total' },
  entity_mapping: [
    { entity_type: 'Account', field_mapping: [{ identifier: 'FullName', column_name: 'UserPrincipalName' }] },
  ],
  sentinel_entity_mapping: [],
  alert_details_override: [
    {
      display_name_format: 'Failures of {{UserPrincipalName}}',
      description_format: '',
      severity_column_name: '',
      tactics_column_name: '',
      dynamic_property: [{ name: 'AlertLink', value: 'UserPrincipalName' }],
    },
  ],
  incident: [
    {
      create_incident_enabled: true,
      grouping: [
        {
          enabled: true,
          lookback_duration: 'PT6H',
          reopen_closed_incidents: false,
          entity_matching_method: 'Selected',
          by_entities: ['Account'],
          by_alert_details: null,
          by_custom_details: ['Failures'],
        },
      ],
    },
  ],
  timeouts: null,
  ...changes,
});

interface Given {
  readonly type?: string;
  readonly values: object;
  readonly mode?: string;
}

const shown = (...given: readonly Given[]): object => ({
  format_version: '1.0',
  terraform_version: '1.9.8',
  values: {
    root_module: {
      resources: given.slice(0, 1).map(resource),
      child_modules: [
        {
          address: 'module.rules',
          child_modules: [{ address: 'module.rules.x', resources: given.slice(1).map(resource) }],
        },
      ],
    },
  },
});

const resource = (
  { type = 'azurerm_sentinel_alert_rule_scheduled', mode = 'managed', values }: Given,
  index: number,
) => ({
  address: `${type}.r[${index}]`,
  mode,
  type,
  name: 'r',
  values,
});

const read = (value: object, path = 'state.json'): readonly ImportResult[] =>
  importFile({ path, text: JSON.stringify(value) }, {});

const textOf = ([result]: readonly ImportResult[]): string => (result?.outcome === 'imported' ? result.text : '');

test('a rule of the azurerm provider is the same rule, under the same id', () => {
  const results = read(shown({ values: scheduled(ID) }));
  expect(results).toMatchObject([
    {
      outcome: 'imported',
      from: 'state.json#azurerm_sentinel_alert_rule_scheduled.r[0]',
      id: ID,
      lost: [],
      repairs: [],
    },
  ]);
  expect(textOf(results)).toBe(`id: ${ID}
name: Many failures
version: 1.0.0
kind: Scheduled
description: |
  Looks for many.
severity: High
queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 5
tactics:
  - CredentialAccess
relevantTechniques:
  - T1110
query: |
  SigninLogs
  | where ResultType == "50126"
  | summarize Total = count() by UserPrincipalName
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: UserPrincipalName
customDetails:
  Failures: Total
alertDetailsOverride:
  alertDisplayNameFormat: Failures of {{UserPrincipalName}}
  alertDynamicProperties:
    - alertProperty: AlertLink
      value: UserPrincipalName
eventGroupingSettings:
  aggregationKind: AlertPerResult
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: true
    reopenClosedIncident: false
    lookbackDuration: 6h
    matchingMethod: Selected
    groupByEntities:
      - Account
    groupByCustomDetails:
      - Failures
suppressionEnabled: true
suppressionDuration: 3h
`);
});

test('a name that is no GUID is kept as the id, and the file says so', () => {
  const results = read(shown({ values: scheduled('Many-Failures.1') }));
  expect(results).toMatchObject([
    { outcome: 'imported', id: 'many-failures.1', lost: [], repairs: [expect.stringContaining('Many-Failures.1')] },
  ]);
  expect(textOf(results)).toMatch(/^# sentinel-ignore id-not-guid: .+\nid: many-failures\.1\n/);
});

test('a name that no id can be is left out: under another it would be a second rule', () => {
  expect(read(shown({ values: scheduled('Many failures, of one') }))).toMatchObject([
    {
      outcome: 'left out',
      reason: 'unreadable',
      name: 'Many failures',
      details: [expect.stringContaining('Many failures, of one')],
    },
  ]);
});

test('versions 2 and 3 of the provider call incidents otherwise', () => {
  const grouping = {
    enabled: true,
    lookback_duration: 'PT6H',
    reopen_closed_incidents: false,
    entity_matching_method: 'Selected',
    group_by_entities: ['Account'],
    group_by_alert_details: [],
    group_by_custom_details: ['Failures'],
  };
  const old = scheduled(ID, {
    incident: undefined,
    incident_configuration: [{ create_incident: true, grouping: [grouping] }],
  });
  expect(textOf(read(shown({ values: old })))).toBe(textOf(read(shown({ values: scheduled(ID) }))));
});

test('an NRT rule of a module has no schedule; other resources and data are passed over; other kinds are named', () => {
  const results = read(
    shown(
      { values: scheduled(ID) },
      { type: 'azurerm_sentinel_alert_rule_nrt', values: scheduled('nrt', { display_name: 'At once' }) },
      { type: 'azurerm_sentinel_alert_rule_fusion', values: { name: 'BuiltInFusion' } },
      { type: 'azurerm_resource_group', values: { name: 'rg-soc' } },
      { type: 'azurerm_sentinel_alert_rule_scheduled', mode: 'data', values: scheduled('data') },
    ),
  );
  expect(results).toMatchObject([
    { outcome: 'imported', id: ID },
    { outcome: 'imported', id: 'nrt', name: 'At once', lost: [] },
    { outcome: 'left out', reason: 'other kind', details: ['azurerm_sentinel_alert_rule_fusion'] },
  ]);
  expect(textOf(results.slice(1))).not.toMatch(/^(?:query(?:Frequency|Period)|trigger)/m);
});

test('a state file, with an instance for each key', () => {
  const state = {
    version: 4,
    terraform_version: '1.9.8',
    resources: [
      {
        module: 'module.rules',
        mode: 'managed',
        type: 'azurerm_sentinel_alert_rule_scheduled',
        name: 'all',
        instances: [{ index_key: 'many', schema_version: 1, attributes: scheduled(ID) }],
      },
    ],
  };
  expect(read(state, 'terraform.tfstate')).toMatchObject([
    {
      outcome: 'imported',
      id: ID,
      from: 'terraform.tfstate#module.rules.azurerm_sentinel_alert_rule_scheduled.all["many"]',
    },
  ]);
});

test('a plan is read as what was there before it', () => {
  const { values } = shown({ values: scheduled(ID) }) as { values: object };
  const plan = { format_version: '1.2', terraform_version: '1.9.8', planned_values: {}, prior_state: { values } };
  expect(read(plan)).toMatchObject([{ outcome: 'imported', id: ID }]);
});

test.each([
  ['as an object', (body: object): unknown => body],
  ['as a text', (body: object): unknown => JSON.stringify(body)],
])('a rule of the azapi provider, %s', (_, written) => {
  const properties = {
    displayName: 'Many failures',
    severity: 'High',
    enabled: true,
    query: 'SigninLogs',
    queryFrequency: 'PT1H',
    queryPeriod: 'PT1H',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionEnabled: false,
    suppressionDuration: 'PT1H',
    techniques: ['T1110'],
    subTechniques: ['T1110.003'],
  };
  const values = {
    id: `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/${ID}`,
    name: ID,
    type: 'Microsoft.SecurityInsights/alertRules@2025-07-01-preview',
    body: written({ kind: 'Scheduled', properties }),
  };
  const results = read(shown({ type: 'azapi_resource', values }));
  expect(results).toMatchObject([{ outcome: 'imported', id: ID, lost: [] }]);
  expect(textOf(results)).toContain('  - T1110.003\n');
});

test.each([
  ['an empty state', { format_version: '1.0', terraform_version: '1.9.8' }],
  ['no rules in it', shown({ type: 'azurerm_resource_group', values: {} })],
])('%s is said', (_, value) => {
  expect(read(value)).toMatchObject([
    { outcome: 'left out', reason: 'no rule', details: [expect.stringContaining('Terraform')] },
  ]);
});
