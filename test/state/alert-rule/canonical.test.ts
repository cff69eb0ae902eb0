import fc from 'fast-check';
import { canonicalAlertRule } from '../../../src/state/alert-rule/canonical';
import { arbitraryRule } from '../arbitrary-rule';
import { sample, sampleWith } from '../sample-rule';

const grouping = {
  enabled: false,
  reopenClosedIncident: false,
  lookbackDuration: 'PT5H',
  matchingMethod: 'AllEntities',
};

describe('means the same rule', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another text of a duration', { queryFrequency: 'PT60M', queryPeriod: 'PT24H' }],
    ['null for a property that is not set', { alertDetailsOverride: null, templateVersion: null }],
    ['empty lists and objects', { alertDetailsOverride: {}, sentinelEntitiesMappings: [] }],
    ['empty members inside', { alertDetailsOverride: { alertDynamicProperties: [], alertDisplayNameFormat: null } }],
    ['another order of tactics', { tactics: ['CommandAndControl', 'Persistence', 'Persistence'] }],
    ['CRLF and blanks at line ends of the query', { query: `${query().replaceAll('\n', ' \t\r\n')}\r\n\n` }],
    ['blanks around the description', { description: ' A remote tool that few devices run.\n' }],
    ['the default of the incident settings', { incidentConfiguration: { createIncident: true } }],
    [
      'all defaults of the incident settings',
      { incidentConfiguration: { createIncident: true, groupingConfiguration: grouping } },
    ],
    [
      'stale grouping lists',
      {
        incidentConfiguration: {
          createIncident: true,
          groupingConfiguration: { ...grouping, groupByEntities: ['Host'] },
        },
      },
    ],
    ['the default event grouping', { eventGroupingSettings: { aggregationKind: 'SingleAlert' } }],
    ['another duration of a suppression that is off', { suppressionDuration: 'PT1H' }],
    ['no duration of a suppression that is off', { suppressionDuration: undefined }],
    ['the letter case of an enumerated value', { severity: 'medium', triggerOperator: 'greaterThan' }],
    ['what the service owns', { lastModifiedUtc: '2026-01-02T03:04:05.1234567Z', startTimeUtc: null }],
  ])('%s', (_name, properties) => {
    expect(canonicalAlertRule(sampleWith(properties))).toEqual(canonicalAlertRule(sample));
  });

  test('address, etag and system data', () => {
    const live = { ...sample, id: '/x', name: 'x', type: 'y', etag: '"1"', systemData: { createdBy: 'me' } };
    expect(canonicalAlertRule(live)).toEqual(canonicalAlertRule(sample));
  });

  test('the texts of a template kind, which are not ours', () => {
    const rule = { kind: 'Fusion', properties: { enabled: true, alertRuleTemplateName: 't' } };
    const live = {
      kind: 'Fusion',
      properties: { ...rule.properties, displayName: 'x', severity: 'High', tactics: ['a'] },
    };
    expect(canonicalAlertRule(live)).toEqual(canonicalAlertRule(rule));
  });

  test('the display names and support marks of fusion sources', () => {
    const source = (extra: object, filters: object): object => ({
      enabled: true,
      sourceName: 's',
      sourceSubTypes: [
        {
          enabled: true,
          sourceSubTypeName: 'n',
          ...extra,
          severityFilters: { ...filters, filters: [{ severity: 'High', enabled: true }] },
        },
      ],
    });
    const fusion = (settings: object) =>
      canonicalAlertRule(JSON.parse(JSON.stringify({ kind: 'Fusion', properties: { sourceSettings: [settings] } })));
    expect(fusion(source({ sourceSubTypeDisplayName: 'N' }, { isSupported: true }))).toEqual(fusion(source({}, {})));
  });
});

describe('means another rule', () => {
  test.each<[string, Record<string, unknown>]>([
    ['white space inside a line of the query', { query: query().replace('remote.exe', 'remote  .exe') }],
    ['letter case in the query', { query: query().replace('remote', 'Remote') }],
    ['the order of entity mappings', { entityMappings: [{ entityType: 'IP', fieldMappings: [] }] }],
    [
      'a list for grouping that is read',
      {
        incidentConfiguration: {
          createIncident: true,
          groupingConfiguration: { ...grouping, matchingMethod: 'Selected', groupByEntities: ['Host'] },
        },
      },
    ],
    ['the duration of a suppression that is on', { suppressionEnabled: true }],
    ['a property that nobody here knows', { ofTheFuture: 1 }],
    ['an empty duration', { queryFrequency: 'PT' }],
    ['a threshold of nothing', { triggerThreshold: undefined }],
  ])('%s', (_name, properties) => {
    expect(canonicalAlertRule(sampleWith(properties))).not.toEqual(canonicalAlertRule(sample));
  });

  test('blanks at the line ends of a multi-line string literal', () => {
    const literal = (blank: string) => canonicalAlertRule(sampleWith({ query: `print \`\`\`a${blank}\nb\`\`\`` }));
    expect(literal(' ')).not.toEqual(literal(''));
  });
});

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(arbitraryRule, (rule) => {
      const once = canonicalAlertRule(rule);
      expect(canonicalAlertRule(once)).toEqual(once);
    }),
  );
});

function query(): string {
  return (sample['properties'] as { query: string }).query;
}
