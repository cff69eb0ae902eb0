import { microsoftIncidents, nrt, scheduled } from './bodies';
import { pureClient } from './pure-client';

const refusal = (body: unknown): string | undefined => {
  const { status, body: answered } = pureClient().put('rule', body);
  if (status === 201) return undefined;
  expect({ status, code: answered.error.code }).toEqual({ status: 400, code: 'BadRequest' });
  return answered.error.message as string;
};

const without = (name: string) => {
  const { properties } = scheduled();
  return {
    kind: 'Scheduled',
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name)),
  };
};

describe('V1 shape', () => {
  test.each(Object.keys(scheduled().properties))('%s is required of a Scheduled rule, and not null', (name) => {
    expect(refusal(without(name))).toBe(`Required property '${name}' not found in JSON. Path 'properties'.`);
    expect(refusal(scheduled({ [name]: null }))).toContain(`Required property '${name}' expects a value but got null`);
  });

  test.each(['displayName', 'enabled', 'productFilter'])('%s is required of Microsoft incidents', (name) => {
    expect(refusal(microsoftIncidents({ [name]: null }))).toContain(`'${name}'`);
  });

  test.each([
    [{ enabled: 'true' }, `Error converting value "true" to type 'System.Boolean'. Path 'properties.enabled'.`],
    [
      { severity: 'Critical' },
      `Error converting value "Critical" to type 'AlertSeverity'. Path 'properties.severity'.`,
    ],
    [{ severity: 'high' }, 'AlertSeverity'],
    [{ triggerOperator: 'gt' }, 'AlertRuleTriggerOperator'],
    [{ triggerThreshold: 1.5 }, 'System.Int32'],
    [{ triggerThreshold: -1 }, 'The field TriggerThreshold must be between 0 and 10000.'],
    [{ triggerThreshold: 10_001 }, 'The field TriggerThreshold must be between 0 and 10000.'],
    [{ queryFrequency: '1h' }, 'System.TimeSpan'],
    [{ queryFrequency: '01:00:00' }, 'System.TimeSpan'],
    [{ queryFrequency: 'P' }, 'System.TimeSpan'],
    [{ queryFrequency: 'PT' }, 'System.TimeSpan'],
    [{ queryFrequency: 'P1M' }, 'System.TimeSpan'],
    [{ displayName: '' }, "Invalid length of '0' for 'DisplayName'"],
    [{ displayName: 'x'.repeat(257) }, "Invalid length of '257' for 'DisplayName'"],
    [{ description: 'x'.repeat(5001) }, "Invalid length of '5001' for 'Description'"],
    [{ tactics: ['Lateral Movement'] }, "AttackTactic'. Path 'properties.tactics[0]'"],
    [{ tactics: 'Persistence' }, 'System.Collections.Generic.List'],
    [{ techniques: ['T1078.004'] }, 'must match the regular expression'],
    [{ subTechniques: ['T1078'] }, 'must match the regular expression'],
    [{ templateVersion: '1.0', alertRuleTemplateName: 'x' }, 'must match the regular expression'],
    [{ eventGroupingSettings: {} }, "Required property 'aggregationKind'"],
    [{ incidentConfiguration: {} }, "Required property 'createIncident'"],
    [{ customDetails: { a: 1 } }, "type 'System.String'. Path 'properties.customDetails.a'"],
    [
      { entityMappings: [{ entityType: 'IP' }] },
      "'fieldMappings' not found in JSON. Path 'properties.entityMappings[0]'",
    ],
    [{ startTimeUtc: 'tomorrow' }, 'System.DateTime'],
  ])('%j', (properties, message) => {
    expect(refusal(scheduled(properties))).toContain(message);
  });
});

describe('V2 schedule', () => {
  test.each([
    ['PT5M', 'PT5M', undefined],
    ['P14D', 'P14D', undefined],
    ['PT1H', 'P2D', undefined],
    ['PT59M', 'P1DT23H', undefined],
    ['PT4M', 'PT1H', 'The field QueryFrequency must be between PT5M and P14D.'],
    ['PT5M', 'P15D', 'The field QueryPeriod must be between PT5M and P14D.'],
    [
      'P1D',
      'PT23H',
      "Invalid Properties for Scheduled alert rule: 'queryPeriod' should be greater than or equal to 'queryFrequency'",
    ],
    [
      'PT59M',
      'P2D',
      "Invalid Properties for Scheduled alert rule: When 'queryPeriod' greater than or equal to 2 days, the 'queryFrequency' should be greater than or equal to 1 hour.",
    ],
  ])('every %s over %s', (queryFrequency, queryPeriod, message) => {
    expect(refusal(scheduled({ queryFrequency, queryPeriod }))).toBe(message);
  });

  test.each([
    ['PT5M', undefined],
    ['PT24H', undefined],
    ['PT4M59S', 'The field SuppressionDuration must be between PT5M and P1D.'],
    ['P1DT1S', 'The field SuppressionDuration must be between PT5M and P1D.'],
  ])('suppression of %s', (suppressionDuration, message) => {
    expect(refusal(scheduled({ suppressionDuration }))).toBe(message);
  });

  test.each([
    ['P7D', undefined],
    ['P8D', 'The field LookbackDuration must be between PT5M and P7D.'],
  ])('looking back %s', (lookbackDuration, message) => {
    const groupingConfiguration = {
      enabled: true,
      reopenClosedIncident: false,
      lookbackDuration,
      matchingMethod: 'AnyAlert',
    };
    expect(refusal(scheduled({ incidentConfiguration: { createIncident: true, groupingConfiguration } }))).toBe(
      message,
    );
  });
});

test.each([
  ['2026-01-10T12:10:00.123Z', false],
  ['2026-02-09T12:00:00.123Z', false],
  ['2026-01-10T12:09:00Z', true],
  ['2026-02-10T12:00:00Z', true],
  ['2025-01-01T00:00:00Z', true],
])('V3 a start at %s is refused: %p', (startTimeUtc, refused) => {
  const message = refusal(scheduled({ startTimeUtc }));
  expect(message === undefined ? '' : message).toContain(refused ? 'startTimeUtc' : '');
  expect(message !== undefined).toBe(refused);
});

test.each([
  ['', "Invalid length of '0' for 'Query'. 'Query' length should be between '1' and '10000'"],
  ['x'.repeat(10_000), undefined],
  ['x'.repeat(10_001), "Invalid length of '10001' for 'Query'. 'Query' length should be between '1' and '10000'"],
  ['search * | take 1', "The query of an analytics rule cannot contain 'search *'."],
  ['union   * | take 1', "The query of an analytics rule cannot contain 'union *'."],
  ['union A, B // not union *', undefined],
  ['print "search *"', undefined],
  ["print 'search *'", undefined],
  ['research * 2', undefined],
])('V4 %.40j', (query, message) => {
  expect(refusal(scheduled({ query }))).toBe(message);
});

describe('V5 entities', () => {
  const mapping = (entityType: string, ...identifiers: string[]) => ({
    entityType,
    fieldMappings: identifiers.map((identifier) => ({ identifier, columnName: 'Column' })),
  });

  test.each([
    ['one', [mapping('IP', 'Address')], 'accepted'],
    ['ten', Array.from({ length: 10 }, () => mapping('IP', 'Address')), 'accepted'],
    ['none', [], "Invalid length of '0' for 'EntityMappings'. 'EntityMappings' length should be between '1' and '10'"],
    [
      'eleven',
      Array.from({ length: 11 }, () => mapping('IP', 'Address')),
      "Invalid length of '11' for 'EntityMappings'",
    ],
    [
      'an unknown type',
      [mapping('Gadget', 'Name')],
      "Invalid entity type 'Gadget' encountered. Valid entity types are: [Account, Host",
    ],
    ['a type like a method', [mapping('constructor', 'Name')], "Invalid entity type 'constructor'"],
    [
      'an unknown identifier',
      [mapping('IP', 'Adress')],
      "Invalid identifier 'Adress' for entity type 'IP' encountered. Valid identifiers are: [Address",
    ],
    ['one twice', [mapping('Account', 'Sid', 'Sid')], "Identifier 'Sid' is defined multiple times"],
    [
      'no required one',
      [mapping('Account', 'UPNSuffix')],
      "Missing required identifiers in 'EntityMappings' for type 'Account'. Required identifiers are one of the following combinations: FullName; Sid; Name",
    ],
    ['half of a pair', [mapping('FileHash', 'Value')], 'combinations: Algorithm, Value'],
    [
      'four fields',
      [mapping('Account', 'Name', 'Sid', 'PUID', 'UPNSuffix')],
      "Invalid length of '4' for 'FieldMappings'",
    ],
    ['no fields', [mapping('IP')], "Invalid length of '0' for 'FieldMappings'"],
    ['IoTDevice', [mapping('IoTDevice', 'DeviceId')], 'accepted'],
  ])('%s', (_name, entityMappings, message) => {
    expect(refusal(scheduled({ entityMappings })) ?? 'accepted').toContain(message);
  });

  test('a column has the form of a name', () => {
    const bad = { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: '1st' }] };
    expect(refusal(scheduled({ entityMappings: [bad] }))).toContain('The field ColumnName must match');
  });

  test('Sentinel entities count too', () => {
    const nine = Array.from({ length: 9 }, () => mapping('IP', 'Address'));
    const two = [{ columnName: 'A' }, { columnName: 'B' }];
    expect(refusal(scheduled({ entityMappings: nine, sentinelEntitiesMappings: two }))).toContain("length of '11'");
    expect(refusal(scheduled({ sentinelEntitiesMappings: two }))).toBeUndefined();
    expect(refusal(scheduled({ sentinelEntitiesMappings: [] }))).toContain('SentinelEntitiesMappings');
  });
});

describe('V6 custom details', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`K${index}`, 'Column']));

  test.each([
    [many(20), 'accepted'],
    [many(21), 'Maximum length of CustomDetails exceeded'],
    [{ [`K${'x'.repeat(19)}`]: 'Column' }, 'accepted'],
    [{ [`K${'x'.repeat(20)}`]: 'Column' }, 'at most 20 characters'],
    [{ '1st': 'Column' }, "The key '1st' of CustomDetails"],
    [{ _key: 'Column' }, "The key '_key' of CustomDetails"],
  ])('%.60j', (customDetails, message) => {
    expect(refusal(scheduled({ customDetails })) ?? 'accepted').toContain(message);
  });
});

test.each([
  ['a {{B}} {{C}} {{D}}', undefined],
  ['{{A}}{{B}}{{C}}{{D}}', "You have defined 4 parameters in 'AlertDisplayNameFormat'. The maximum allowed is 3."],
  ['{{A}', undefined],
  ['{{A', "The braces of the parameters in 'AlertDisplayNameFormat' are not balanced."],
  ['A}}', "The braces of the parameters in 'AlertDisplayNameFormat' are not balanced."],
])('V7 the format %j', (alertDisplayNameFormat, message) => {
  const expected =
    alertDisplayNameFormat === '{{A}'
      ? "The braces of the parameters in 'AlertDisplayNameFormat' are not balanced."
      : message;
  expect(refusal(scheduled({ alertDetailsOverride: { alertDisplayNameFormat } }))).toBe(expected);
});

test('V8 Selected needs something to group by, mapped or not', () => {
  const grouped = (lists: object) => {
    const groupingConfiguration = {
      enabled: true,
      reopenClosedIncident: false,
      lookbackDuration: 'PT5H',
      matchingMethod: 'Selected',
      ...lists,
    };
    return scheduled({ incidentConfiguration: { createIncident: true, groupingConfiguration } });
  };
  expect(refusal(grouped({}))).toContain("When 'matchingMethod' is 'Selected'");
  expect(refusal(grouped({ groupByEntities: [], groupByCustomDetails: null }))).toContain("When 'matchingMethod'");
  expect(refusal(grouped({ groupByEntities: ['Host'] }))).toBeUndefined();
});

test('V9 a template version needs a template', () => {
  expect(refusal(scheduled({ templateVersion: '1.0.0' }))).toContain("without 'alertRuleTemplateName'");
  expect(refusal(scheduled({ templateVersion: '1.0.0', alertRuleTemplateName: 'x' }))).toBeUndefined();
});

test.each(['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold', 'startTimeUtc'])(
  'V10 an NRT rule has no %s',
  (name) => {
    expect(refusal(nrt({ [name]: 'PT5M' }))).toContain(`Could not find member '${name}'`);
  },
);

test.each([
  ['Scheduled', scheduled, 512],
  ['NRT', nrt, 50],
] as const)('V11 %s rules are limited', (_kind, body, limit) => {
  const client = pureClient();
  for (let count = 0; count < limit; count += 1) expect(client.put(`rule-${count}`, body()).status).toBe(201);
  expect(client.put('more', body())).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
  expect(client.put('more', body({ enabled: false })).status).toBe(201);
  expect(client.put('rule-0', body({ displayName: 'still here' })).status).toBe(200);
  client.put('rule-0', body({ enabled: false }));
  expect(client.put('more', body()).status).toBe(200);
  expect(client.put('other', limit === 50 ? scheduled() : nrt()).status).toBe(201);
});

test('V12 what no source shows is not enforced', () => {
  const client = pureClient();
  client.put('a', scheduled());
  expect(client.put('b', scheduled()).status).toBe(201);
  expect(client.put('c', scheduled({ techniques: ['T1110'], tactics: ['Exfiltration'] })).status).toBe(201);
  expect(client.put('d', scheduled({ suppressionEnabled: true, suppressionDuration: 'PT5M' })).status).toBe(201);
});
