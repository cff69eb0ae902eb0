import { runTests } from '../run-tests';
import type { CaseResult } from '../../../src/unit';

type Alert = CaseResult['alerts'][number];

/** The alerts of a rule for these events. */
function alertsOf(rule: string, ...given: readonly string[]): readonly Alert[] {
  const ran = runTests({ rule, tests: `cases: [{ name: c, given: [${given.join(', ')}], expect: fires }]` });
  expect(ran.found).toEqual([]);
  expect(ran.problems).toEqual({});
  return ran.cases.flatMap(({ alerts }) => alerts);
}

function alertOf(rule: string, ...given: readonly string[]): Alert {
  const [alert] = alertsOf(rule, ...given);
  if (alert === undefined) throw new Error('no alert');
  return alert;
}

describe('without overrides an alert says what the rule says', () => {
  test('severity, name, description, tactics, techniques', () => {
    const rule =
      'name: N\ndescription: D\nseverity: Low\ntactics: [Impact, Execution]\nrelevantTechniques: [T1485, T1059.001]\n';
    const { severity, title, description, tactics, techniques, properties, customDetails, entities } = alertOf(
      rule,
      'T: {}',
    );
    expect({ severity, title, description, tactics, techniques, properties, customDetails, entities }).toEqual({
      severity: 'Low',
      title: 'N',
      description: 'D',
      tactics: ['Impact', 'Execution'],
      // the parent of a sub-technique goes with it
      techniques: ['T1485', 'T1059', 'T1059.001'],
      properties: {},
      customDetails: {},
      entities: [],
    });
  });
});

describe('overrides', () => {
  const SEVERITY = 'severity: Low\nalertDetailsOverride: { alertSeverityColumnName: S }\n';
  test.each([
    ['High', 'High'],
    ['informational', 'Informational'],
    ["''", 'Low'],
    ['Critical', 'Low'],
  ])('severity %s', (stated, expected) => {
    expect(alertOf(SEVERITY, `{ T: { S: ${stated} } }`).severity).toBe(expected);
  });

  const TACTICS = 'tactics: [Impact]\nalertDetailsOverride: { alertTacticsColumnName: Y }\n';
  test.each([
    ['Execution', ['Execution']],
    ["'Execution, Persistence'", ['Execution', 'Persistence']],
    ['[Execution, Persistence]', ['Execution', 'Persistence']],
    ['Magic', ['Impact']],
    ['', ['Impact']],
  ])('tactics %s', (stated, expected) => {
    expect(alertOf(TACTICS, `{ T: { Y: ${stated} } }`).tactics).toEqual(expected);
  });

  test('placeholders in title and description; what is empty leaves nothing', () => {
    const rule =
      "alertDetailsOverride: { alertDisplayNameFormat: 'on {{S}} ({{ L }}) {{G}}', alertDescriptionFormat: 'at {{D}}: {{Y}}' }\n";
    const alert = alertOf(rule, '{ T: { S: pc1, L: 3, D: 2026-01-01, Y: { a: 1 } } }');
    expect(alert.title).toBe('on pc1 (3) ');
    expect(alert.description).toBe('at 2026-01-01T00:00:00.0000000Z: {"a":1}');
  });

  test('an alert of several results has the different values of each', () => {
    const rule = "alertDetailsOverride: { alertDisplayNameFormat: 'on {{S}}' }\n";
    expect(alertOf(rule, '{ T: { S: b } }', '{ T: { S: a } }', '{ T: { S: b } }').title).toBe('on b, a');
  });

  test('fifty values, 256 bytes of title, whole characters', () => {
    const rule = "alertDetailsOverride: { alertDisplayNameFormat: '{{S}}', alertDescriptionFormat: '{{L}}' }\n";
    const { title, description } = alertOf(rule, "{ T: { S: 'ä{n}', L: 1 }, count: 60 }");
    expect(title.split(', ')).toHaveLength(Math.min(50, title.split(', ').length));
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(256);
    expect(title).not.toContain('\uFFFD');
    expect(description).toBe('1');
    const umlauts = `{ T: { S: '${'ä'.repeat(200)}' } }`;
    expect(alertOf(rule, umlauts).title).toBe('ä'.repeat(128));
    expect(alertOf(rule, `{ T: { S: 'x${'ä'.repeat(200)}' } }`).title).toBe(`x${'ä'.repeat(127)}`);
  });

  test('a format that fills to nothing leaves the name of the rule', () => {
    const rule = "name: N\nalertDetailsOverride: { alertDisplayNameFormat: '{{S}}' }\n";
    expect(alertOf(rule, 'T: {}').title).toBe('N');
  });

  test('dynamic properties; an empty one is left out', () => {
    const rule =
      'alertDetailsOverride: { alertDynamicProperties: [{ alertProperty: ConfidenceLevel, value: S }, { alertProperty: ProviderName, value: L }] }\n';
    expect(alertOf(rule, '{ T: { S: High } }').properties).toEqual({ ConfidenceLevel: 'High' });
  });
});

describe('custom details', () => {
  const RULE = 'customDetails: { Name: S, Number: L, List: Y }\n';

  test('the different values of the results, as text; lists and bags as JSON, nothing for null', () => {
    const alert = alertOf(RULE, '{ T: { S: b, L: 1, Y: [1, a] } }', '{ T: { S: a, L: 1 } }', '{ T: { S: b } }');
    expect(alert.customDetails).toEqual({ Name: ['b', 'a'], Number: ['1'], List: ['[1,"a"]'] });
  });

  test('fifty values of a detail, two kilobytes of all', () => {
    const many = alertOf(RULE, "{ T: { S: '{n}' }, count: 60 }");
    expect(many.customDetails['Name']).toHaveLength(50);
    const long = alertOf(RULE, `{ T: { S: '${'x'.repeat(2000)}', L: 7, Y: '${'y'.repeat(100)}' } }`);
    expect(long.customDetails).toEqual({ Name: ['x'.repeat(2000)], Number: ['7'], List: [] });
  });
});

describe('entities', () => {
  const RULE = `
entityMappings:
  - { entityType: Account, fieldMappings: [{ identifier: Name, columnName: S }, { identifier: UPNSuffix, columnName: Y }] }
  - { entityType: IP, fieldMappings: [{ identifier: Address, columnName: G }] }
`;

  test('one of each mapping that has a value; a missing identifier is left out', () => {
    expect(alertOf(RULE, '{ T: { S: ann, Y: x.com } }').entities).toEqual([
      { type: 'Account', identifiers: { Name: 'ann', UPNSuffix: 'x.com' } },
    ]);
    expect(alertOf(RULE, '{ T: { S: ann, G: 00000000-0000-4000-8000-000000000001 } }').entities).toEqual([
      { type: 'Account', identifiers: { Name: 'ann' } },
      { type: 'IP', identifiers: { Address: '00000000-0000-4000-8000-000000000001' } },
    ]);
    expect(alertOf(RULE, 'T: {}').entities).toEqual([]);
  });

  test('the same of several results is one', () => {
    const { entities } = alertOf(RULE, '{ T: { S: ann } }', '{ T: { S: bob } }', '{ T: { S: ann } }');
    expect(entities.map(({ identifiers }) => identifiers['Name'])).toEqual(['ann', 'bob']);
  });

  test.each(['Administrator', 'ADMIN', 'system', 'Root', 'NULL', 'network service'])('%s is no account', (name) => {
    expect(alertOf(RULE, `{ T: { S: '${name}', Y: x.com } }`).entities).toEqual([]);
  });

  test('a host may be named like a reserved account', () => {
    const host = 'entityMappings: [{ entityType: Host, fieldMappings: [{ identifier: HostName, columnName: S }] }]\n';
    expect(alertOf(host, '{ T: { S: admin } }').entities).toHaveLength(1);
  });

  test('500 of an alert, shared equally by the mappings', () => {
    const counts = (rule: string): readonly number[] => {
      const { entities } = alertOf(rule, "{ T: { S: 'u{n}', Y: '10.0.0.{n}' }, count: 600 }");
      return ['Account', 'IP'].map((wanted) => entities.filter(({ type }) => type === wanted).length);
    };
    const account = '  - { entityType: Account, fieldMappings: [{ identifier: Name, columnName: S }] }\n';
    const ip = '  - { entityType: IP, fieldMappings: [{ identifier: Address, columnName: Y }] }\n';
    expect(counts(`entityMappings:\n${account}`)).toEqual([500, 0]);
    expect(counts(`entityMappings:\n${account}${ip}`)).toEqual([250, 250]);
  });

  test('64 KB of all', () => {
    const { entities } = alertOf(RULE, `{ T: { S: '{n}${'x'.repeat(1000)}' }, count: 100 }`);
    expect(entities.length).toBeGreaterThan(55);
    expect(entities.length).toBeLessThan(64);
  });

  test('those of other alerts, from a column of them', () => {
    const rule = `
sentinelEntitiesMappings: [{ columnName: Y }]
`;
    const list =
      '[{ $id: "1", Type: host, HostName: pc1 }, { Type: account, Name: ann }, { Type: unheard }, { Type: ip, Address: 10.0.0.1 }]';
    const expected = [
      { type: 'Host', identifiers: { HostName: 'pc1' } },
      { type: 'Account', identifiers: { Name: 'ann' } },
      { type: 'IP', identifiers: { Address: '10.0.0.1' } },
    ];
    expect(alertOf(rule, `{ T: { Y: ${list} } }`).entities).toEqual(expected);
    const text = '[{"Type":"host","HostName":"pc1"}]';
    expect(alertOf(rule.replace('Y', 'S'), `{ T: { S: '${text}' } }`).entities).toEqual(expected.slice(0, 1));
  });
});

test('each alert of an alert per result has what its own result says', () => {
  const rule = `
eventGroupingSettings: { aggregationKind: AlertPerResult }
customDetails: { Number: L }
entityMappings: [{ entityType: Host, fieldMappings: [{ identifier: HostName, columnName: S }] }]
alertDetailsOverride: { alertDisplayNameFormat: 'on {{S}}' }
`;
  const alerts = alertsOf(rule, '{ T: { S: a, L: 1 } }', '{ T: { S: b, L: 2 } }');
  expect(alerts.map(({ title, customDetails, entities }) => [title, customDetails['Number'], entities])).toEqual([
    ['on a', ['1'], [{ type: 'Host', identifiers: { HostName: 'a' } }]],
    ['on b', ['2'], [{ type: 'Host', identifiers: { HostName: 'b' } }]],
  ]);
});
