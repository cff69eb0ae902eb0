import { armTemplate } from '../../../src/rules/compile/arm-template';
import { compileRule } from '../../../src/rules/compile/compile-rule';
import type { NrtRule } from '../../../src/rules/rule';
import { aRule } from './a-rule';

const full = aRule({
  subTechniques: ['T1110.003'],
  template: { id: '22222222-0000-0000-0000-000000000000', version: '1.0.4' },
  entityMappings: [{ entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'IPAddress' }] }],
  sentinelEntitiesMappings: [{ columnName: 'Entities' }],
  customDetails: { Count: 'Count' },
  alertDetailsOverride: {
    alertDisplayNameFormat: '[{{Account}}]',
    alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Link' }],
  },
  eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
  incidentConfiguration: { createIncident: true },
  startTimeUtc: '2027-01-01T00:00:00Z',
});

test('a scheduled rule, whole', () => {
  expect(compileRule(full, {}).body).toEqual({
    kind: 'Scheduled',
    properties: {
      displayName: 'Many failed sign-ins',
      description: 'Finds accounts with many failed sign-ins.',
      severity: 'Medium',
      enabled: true,
      query: 'SigninLogs\n| where ResultType != "0"',
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['CredentialAccess'],
      techniques: ['T1110'],
      subTechniques: ['T1110.003'],
      alertRuleTemplateName: '22222222-0000-0000-0000-000000000000',
      templateVersion: '1.0.4',
      entityMappings: full.entityMappings,
      sentinelEntitiesMappings: [{ columnName: 'Entities' }],
      customDetails: { Count: 'Count' },
      alertDetailsOverride: full.alertDetailsOverride,
      eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
      incidentConfiguration: { createIncident: true },
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      startTimeUtc: '2027-01-01T00:00:00Z',
    },
  });
});

test('what a rule does not say is not sent', () => {
  const { properties } = compileRule(aRule({ tactics: [], techniques: [] }), {}).body;
  expect(Object.keys(properties).toSorted()).toEqual(
    'description displayName enabled query queryFrequency queryPeriod severity suppressionDuration suppressionEnabled triggerOperator triggerThreshold'.split(
      ' ',
    ),
  );
});

test('an NRT rule has no schedule', () => {
  const {
    queryFrequencySeconds: _f,
    queryPeriodSeconds: _p,
    triggerOperator: _o,
    triggerThreshold: _t,
    ...shared
  } = aRule({});
  const nrt: NrtRule = { ...shared, kind: 'NRT' };
  const { body } = compileRule(nrt, { queryFrequencySeconds: 60 });
  expect(body.kind).toBe('NRT');
  expect(Object.keys(body.properties)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(query[FP]|trigger)/)]),
  );
});

test("a target changes what it names and adds exclusions behind the rule's own", () => {
  const rule = aRule({
    query: 'let limit = 3; // @parameter\nT\n// @exclusions\n| take limit',
    exclusions: [{ name: 'own', scenario: '', where: 'a' }],
    incidentConfiguration: { createIncident: true },
  });
  const { body, problems } = compileRule(rule, {
    enabled: false,
    severity: 'Low',
    createIncident: false,
    queryFrequencySeconds: 7200,
    parameters: { limit: 9 },
    exclusions: [{ name: 'theirs', scenario: '', where: 'b' }],
  });
  expect(problems).toEqual([]);
  expect(body.properties).toMatchObject({
    enabled: false,
    severity: 'Low',
    incidentConfiguration: { createIncident: false },
    queryFrequency: 'PT2H',
    query:
      'let limit = 9; // @parameter\nT\n// @exclusions\n| where not(coalesce(a, false)) // own\n| where not(coalesce(b, false)) // theirs\n| take limit',
  });
});

test('an ARM template escapes what ARM would take for an expression', () => {
  const { id, body } = compileRule(full, {});
  const template = armTemplate([{ id, body }], '2025-07-01-preview');
  expect(template.resources).toMatchObject([
    {
      type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
      name: `[concat(parameters('workspace'), '/Microsoft.SecurityInsights/${id}')]`,
      kind: 'Scheduled',
      properties: {
        alertDetailsOverride: { alertDisplayNameFormat: '[{{Account}}]'.replace('[', '[[') },
        queryFrequency: 'PT1H',
      },
    },
  ]);
});
